import type { Instant } from '../calendar/paris-time.ts';
import type { Cents } from '../money.ts';

/** Why money goes back to the card. */
export type RefundReason =
  'paid_after_cancellation' | 'paid_twice' | 'paid_too_late' | 'cancellation' | 'wrong_amount' | 'by_hand';

/** Where a refund stands: to be asked for, asked for and not final, back on the card, or in the hands of the operators. */
export type RefundStatus = 'due' | 'requested' | 'done' | 'failed';

/** How far a refund has come. */
export interface RefundProgress {
  status: RefundStatus;
  /** Tries that failed; the one that runs, or comes next, has the number after it. */
  tries: number;
  /** When it came to stand so. */
  at: Instant;
  /** When the next try may start; null when at once, or when there is none. */
  notBefore: Instant | null;
  /** The payment service's id of the last try. */
  refundId: string | null;
  /** Why the last try failed, as the payment service said. */
  failure: string | null;
  /** Made by a person in the payment service's own pages. */
  byHand?: true;
}

/** Money to give back for a payment that succeeded although nothing was, or is any longer, due. */
export interface Refund {
  sequence: number;
  amountCents: Cents;
  /** ISO 4217 in lower case; euros when absent. */
  currency?: string;
  reason: RefundReason;
  /** The payment service's id of the payment; absent or null when the payment was told without one. */
  paymentId?: string | null;
  /** Absent in dossiers recorded before refunds were carried out: those are noted, and nothing more. */
  progress?: RefundProgress;
}

/** A payment that the cardholder contests with the bank. */
export interface Dispute {
  at: Instant;
  disputeId: string | null;
  /** As the payment service gave it. */
  reason: string;
  /** The payment that is contested; absent or null when it was told without one. */
  paymentId?: string | null;
  /** How it ended; absent while the bank has not decided. */
  closed?: { at: Instant; outcome: DisputeOutcome };
}

/** How a dispute may end. An inquiry asks, and takes no money: it is noted only when it was taken for a dispute. */
export const disputeOutcomes = ['won', 'lost', 'inquiry_closed'] as const;

/** One of {@link disputeOutcomes}. */
export type DisputeOutcome = (typeof disputeOutcomes)[number];

/** A payment that is being processed: which, and since when by the payment service's clock. */
export interface Submission {
  /** Its attempt: an earlier one may be processed after another was begun. */
  sequence: number;
  at: Instant;
  paymentId: string | null;
}

/** The card payment of the remainder: one attempt after another, each with its own sequence number. */
export interface Payment {
  status: 'due' | 'processing' | 'paid' | 'refused';
  /** The current attempt, from 1. */
  sequence: number;
  /** The attempt that paid, once one did. */
  paidSequence: number | null;
  /** When it was paid, by the payment service's clock where that is known. */
  paidAt: Instant | null;
  /** The failure's code as the payment service gave it. */
  failure: string | null;
  refunds: readonly Refund[];
  /** Whether the trainee was ever led to a payment page: pages may then have to be closed. */
  opened?: true;
  /** The payment service's id of the payment that paid. */
  paidBy?: string | null;
  /** When what was last taken in of any attempt happened, by the payment service's clock. */
  toldAt?: Instant | null;
  /** What is being processed; null or absent when nothing is. */
  submitted?: Submission | null;
  /** The last dispute that was told of, and those before it. */
  dispute?: Dispute;
  otherDisputes?: readonly Dispute[];
}
