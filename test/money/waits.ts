import { policyOf } from '../../domain/policy/versions.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { lastFreeInstants } from './cancellation-oracle.ts';

/** How far time goes on. */
export const waits = {
  short: ['seconds', 'hour'],
  deadline: ['to_deadline', 'past_deadline', 'past_margin'],
  long: ['days', 'weeks', 'to_session', 'session_day'],
  /** The last millisecond in which cancelling is free by a rule, and the first after it. */
  edge: ['last_to_withdraw', 'first_past_withdrawal', 'last_free', 'first_late'],
} as const;
export type Wait = (typeof waits)[keyof typeof waits][number];

const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;
// The record of a finished dossier is kept for years: nothing of interest happens in them.
const longest = 130 * day;

/** When a wait ends, in epoch milliseconds: never before now. */
export function endOfWait(dossier: Dossier, how: Wait, now: number): number {
  const at = instantOf(dossier, how, now);
  return at > now + longest ? now + day : Math.max(at, now);
}

function instantOf(dossier: Dossier, how: Wait, now: number): number {
  const { deadline, policyVersion, session } = dossier;
  const at = deadline === null ? now + hour : Date.parse(deadline.at);
  switch (how) {
    case 'seconds':
      return now + 10 * second;
    case 'hour':
      return now + hour;
    case 'days':
      return now + 3 * day;
    case 'weeks':
      return now + 21 * day;
    case 'to_session':
      return session === null ? now : Date.parse(session.startsOn) - 5 * day;
    case 'session_day':
      return session === null ? now : Date.parse(session.startsOn) + 11 * hour;
    case 'to_deadline':
      return at - 2 * second;
    case 'past_deadline':
      return at + 2 * second;
    case 'past_margin':
      return at + policyOf(policyVersion).settlingMarginMs + second;
    case 'last_to_withdraw':
      return lastFreeInstants(dossier)?.withdrawal ?? now;
    case 'first_past_withdrawal':
      return (lastFreeInstants(dossier)?.withdrawal ?? now - 1) + 1;
    case 'last_free':
      return lastFreeInstants(dossier)?.free ?? now;
    case 'first_late':
      return (lastFreeInstants(dossier)?.free ?? now - 1) + 1;
  }
}
