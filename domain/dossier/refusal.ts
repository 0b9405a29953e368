import type { DossierState } from './states.ts';

/** Why a message was refused; stable, part of the API (each is a `code` of a problem document). */
export type RefusalCode =
  | 'malformed_message'
  | 'idempotency_key_reused'
  | 'not_allowed_in_state'
  | 'ended_meanwhile'
  | 'deadline_passed'
  | 'acknowledgement_not_expected'
  | 'already_agreed'
  | 'payment_not_due'
  | 'payment_unknown'
  | 'payment_overtaken'
  | 'payment_unavailable'
  | 'terms_outdated'
  | 'amounts_changed'
  | 'consequences_changed'
  | 'proof_missing'
  | 'empty_proposal'
  | 'invalid_session_dates'
  | 'price_too_high'
  | 'price_not_confirmed'
  | 'price_rise_not_accepted'
  | 'price_too_low'
  | 'session_required'
  | 'session_unavailable'
  | 'session_too_soon'
  | 'session_changed'
  | 'session_begun'
  | 'training_unavailable'
  | 'too_many_open_requests'
  | 'no_dates_proposed'
  | 'dates_changed'
  | 'invalid_entry_date'
  | 'invalid_end_date'
  | 'training_not_over'
  | 'attendance_reason_missing'
  | 'contest_open'
  | 'nothing_to_contest'
  | 'no_contest_open'
  | 'deadline_not_later'
  | 'deadline_too_far'
  | 'no_deadline';

/** A message that the rules do not allow: nothing was changed, nothing recorded. */
export interface Refusal {
  refused: RefusalCode;
  state: DossierState;
  /** Facts that the sender needs, such as the new amounts. Never personal data. */
  details?: Record<string, unknown>;
}

/** Tells a refusal from any other outcome. */
export function isRefusal(outcome: object): outcome is Refusal {
  return 'refused' in outcome;
}
