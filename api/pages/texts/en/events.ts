import type { Actor, MessageType } from '../../../../domain/dossier/messages.ts';
import type { events as french } from '../fr/events.ts';

const who: Record<Actor, string> = {
  trainee: 'You',
  organisation: 'The organisation',
  payment: 'The payment service',
  operator: 'The service',
  system: 'The service, automatically',
};

const what: Record<MessageType | 'open', string> = {
  open: 'Dossier opened',
  amend_draft: 'Session changed',
  submit: 'Dossier sent to the organisation',
  delete: 'Taken off the list',
  cancel: 'Cancellation',
  acknowledge: 'Acknowledged: the organisation checks your prerequisites with you',
  accept: 'Accepted unchanged',
  propose: 'Proposal with changes',
  refuse: 'Request refused',
  withdraw: 'Cancelled by the organisation',
  validate: 'Amounts and general terms validated',
  open_payment: 'Payment by card opened',
  payment_processing: 'Payment being processed',
  payment_succeeded: 'Payment received',
  payment_failed: 'Payment refused',
  payment_disputed: 'Payment disputed with the bank',
  refund_requested: 'Refund asked for',
  refund_succeeded: 'Refund made',
  refund_failed: 'Refund refused by the bank',
  declare_entry: 'Entry into the training declared',
  declare_end: 'End of the training declared',
  extend_deadline: 'Deadline put off',
  remind: 'Reminder: the deadline is near',
  deadline_passed: 'Deadline passed',
};

const rules: Partial<Record<string, string>> = {
  deadline_passed: 'Rule: when nobody acts before the deadline, the request is cancelled and nothing is due.',
  withdraw: 'Rule: when the organisation cancels, your rights and what you paid are given back in full.',
  validate: 'Rule: your rights are reserved, and consumed only at the end of the training.',
  payment_failed: 'Rule: you can pay again until the deadline.',
  declare_end: 'Rule: reserved rights are consumed at the end of the training.',
  open: 'Rule: a draft that you do not change any longer is kept for six months.',
};

/** The lines of a dossier’s timeline. */
export const events: typeof french = {
  who,
  what: (type: string): string => (what as Record<string, string>)[type] ?? 'Dossier updated',
  rule: (type: string): string | null => rules[type] ?? null,
  deadline: (businessDays: number, date: string) =>
    businessDays === 1
      ? `Time allowed: 1 business day, until ${date}.`
      : `Time allowed: ${businessDays} business days, until ${date}.`,
  reason: (label: string) => `Reason: ${label}.`,
};
