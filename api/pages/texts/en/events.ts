import { englishEventLabel } from '../../../../domain/dossier/english/event-labels.ts';
import type { Actor } from '../../../../domain/dossier/messages.ts';
import type { events as french } from '../fr/events.ts';

const who: Record<Actor, string> = {
  trainee: 'You',
  organisation: 'The organisation',
  payment: 'The payment service',
  operator: 'The service',
  system: 'The service, automatically',
};

const rules: Partial<Record<string, string>> = {
  deadline_passed: 'Rule: when nobody acts until the deadline, the request is cancelled and nothing is due.',
  withdraw: 'Rule: when the organisation cancels, your rights and what you paid are given back in full.',
  validate: 'Rule: your rights are reserved, and consumed only at the end of the training.',
  payment_failed: 'Rule: you can pay again until the deadline.',
  declare_end: 'Rule: reserved rights are consumed at the end of the training.',
  open: 'Rule: a draft that you do not change any longer is kept for six months.',
};

/** The lines of a dossier’s timeline. */
export const events: typeof french = {
  who,
  what: englishEventLabel,
  rule: (type: string): string | null => rules[type] ?? null,
  deadline: (businessDays: number, date: string) =>
    businessDays === 1
      ? `Time allowed: 1 business day, until ${date}.`
      : `Time allowed: ${businessDays} business days, until ${date}.`,
  reason: (label: string) => `Reason: ${label}.`,
};
