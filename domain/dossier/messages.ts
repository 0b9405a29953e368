import type { CalendarDay } from '../calendar/calendar-day.ts';
import type { Instant } from '../calendar/paris-time.ts';
import type { Cents } from '../money.ts';
import type { CancellationAmounts } from './dossier.ts';
import type { CancellationReason, TraineeReason } from './cancellation-reasons.ts';
import type { Contestable, ContestOutcome } from './contest.ts';
import type { DisputeOutcome } from './payment.ts';

/** Who sends a message to a dossier. `system` is the workflow's own timer. */
export type Actor = 'trainee' | 'organisation' | 'payment' | 'operator' | 'system';

/** What an organisation may change in its proposal; an absent field stays as requested. */
export interface ProposedChanges {
  startsOn?: CalendarDay;
  endsOn?: CalendarDay;
  priceCents?: Cents;
  hours?: number;
  place?: string;
}

/** What the payment service's own words about a payment carry; absent in what a person sends by hand. */
export interface Told {
  /** When it happened, by the payment service's clock: its messages come in any order. */
  at?: Instant | null;
  /** When the person submitted the payment, by that clock; absent where what happened was the submission itself. */
  submittedAt?: Instant | null;
  /** The payment service's id of the payment. */
  paymentId?: string | null;
}

/** The session that a trainee was shown before sending. */
export interface ExpectedSession {
  sessionId: string;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  priceCents: Cents;
}

/**
 * What each message says, by its type. Free text written by people (a refusal's reason, a proposal's note) may hold
 * personal data and never travels here: it is kept in Postgres, and the message carries the id of that text.
 */
export interface MessageContents {
  amend_draft: { sessionId: string | null };
  /** `expected`: what the trainee was shown; without it, the dossier is sent as the catalogue has the session then. */
  submit: { expected?: ExpectedSession };
  delete: Record<never, never>;
  /** `expected`: what the trainee was shown; without it, the cancellation holds whatever it costs. */
  cancel: {
    reason: TraineeReason | null;
    expected?: CancellationAmounts;
    /** That the trainee goes on without the proof that would have made it free. */
    withoutProof?: boolean;
  };
  acknowledge: Record<never, never>;
  accept: Record<never, never>;
  /** `confirmedPriceCents`: the price again, where it needs to be confirmed (`price-change.ts`). */
  propose: { changes: ProposedChanges; noteId: string | null; confirmedPriceCents?: Cents | null };
  refuse: { reasonId: string | null };
  propose_dates: { startsOn: CalendarDay; endsOn: CalendarDay; noteId: string | null };
  withdraw_dates: Record<never, never>;
  /** The dates that the trainee was shown: others may have been proposed meanwhile. */
  accept_dates: { startsOn: CalendarDay; endsOn: CalendarDay };
  decline_dates: Record<never, never>;
  withdraw: { reason: CancellationReason | null; reasonId: string | null };
  /** `acceptedPriceCents`: the price again, where the organisation raised it. */
  validate: {
    rightsCents: Cents;
    remainderCents: Cents;
    termsVersion: string;
    acceptedPriceCents?: Cents | null;
  };
  open_payment: Record<never, never>;
  payment_processing: { sequence: number } & Told;
  payment_succeeded: { sequence: number; amountCents: Cents; currency?: string | null } & Told;
  payment_failed: { sequence: number; failure: string } & Told;
  payment_disputed: { sequence: number; reason: string; disputeId: string | null } & Told;
  dispute_closed: { sequence: number; disputeId: string | null; outcome: DisputeOutcome } & Told;
  /** Made by a person in the payment service's pages; without an id `amountCents` is all that was given back of the payment. */
  refund_found: {
    sequence: number;
    refundId: string | null;
    amountCents: Cents;
    status: 'requested' | 'done' | 'failed';
  } & Told;
  refund_requested: { refund: number; try: number; refundId: string };
  refund_succeeded: { refund: number; try: number | null; refundId: string | null };
  refund_failed: { refund: number; try: number; refundId: string | null; failure: string };
  declare_entry: { enteredOn: CalendarDay };
  declare_end: { endedOn: CalendarDay; attendancePercent: number | null; reasonId: string | null };
  contest: { about: Contestable; reasonId: string | null };
  /** `reason`: an operator's words, without names, as with an extension. */
  resolve_contest: { outcome: ContestOutcome; reason: string };
  extend_deadline: { until: CalendarDay; reason: string };
  remind: Record<never, never>;
  deadline_passed: Record<never, never>;
}

/** The type of a message; the transition table says where each leads. */
export type MessageType = keyof MessageContents;

/** What every message carries beside its contents. */
export interface Envelope {
  /** Unique per message; the same id twice is the same message (the update id, made from the `Idempotency-Key`). */
  id: string;
  by: Actor;
  /** When the message was received by the API: this instant, not the order of tasks, is held against deadlines. */
  receivedAt: Instant;
}

/** A message of one type. */
export type MessageOf<T extends MessageType> = { [K in T]: Envelope & { type: K } & MessageContents[K] }[T];

/** Any message that a dossier can receive. */
export type DossierMessage = MessageOf<MessageType>;
