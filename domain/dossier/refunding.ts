import { addMs, type Instant } from '../calendar/paris-time.ts';
import type { Payment, Refund, RefundProgress } from './payment.ts';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * How long to wait after each failed try of a refund, in milliseconds. A bank that is away answers within days; with the
 * last pause all tries lie within the 30 days that the policy gives a refund. After that, people look at it.
 */
const pausesMs: readonly number[] = [hour, day, 5 * day];

/** Failures that another try cannot mend: the money is contested, or no payment can be found. */
const finalFailures: readonly string[] = ['charge_disputed', 'payment_unknown'];

/** A refund that is to be asked for at once. */
export function refundDue(at: Instant): RefundProgress {
  return { status: 'due', tries: 0, at, notBefore: null, refundId: null, failure: null };
}

/** The n-th refund of a payment, from 1; undefined when there is none, or when it was only noted. */
export function refundAt(
  payment: Payment | null,
  n: number,
): (Refund & { progress: RefundProgress }) | undefined {
  const refund = payment?.refunds[n - 1];
  return refund?.progress === undefined ? undefined : { ...refund, progress: refund.progress };
}

/** A refund that the bank has not carried out yet, and that can be asked about. */
export interface RefundUnderWay {
  /** Which of the dossier's, from 1. */
  refund: number;
  sequence: number;
  refundId: string;
  progress: RefundProgress;
}

/** All of them. */
export function refundsUnderWay(payment: Payment | null): RefundUnderWay[] {
  return (payment?.refunds ?? []).flatMap(({ sequence, progress }, index) => {
    if (progress?.status !== 'requested' || progress.refundId === null) return [];
    return { refund: index + 1, sequence, refundId: progress.refundId, progress };
  });
}

/** After a failed try: the next one after a pause that grows, or none any more. */
export function refundAfterFailure(before: RefundProgress, failure: string, at: Instant): RefundProgress {
  const pause = finalFailures.includes(failure) ? undefined : pausesMs[before.tries];
  const tries = before.tries + 1;
  return pause === undefined
    ? { ...before, status: 'failed', tries, at, notBefore: null, failure }
    : { ...before, status: 'due', tries, at, notBefore: addMs(at, pause), failure };
}
