import type { Instant } from '../calendar/paris-time.ts';
import type { Cents } from '../money.ts';
import type { Dossier } from './dossier.ts';
import { knownPaymentIds } from './payment-identity.ts';
import type { RefundReason } from './payment.ts';
import { refundAt } from './refunding.ts';
import { isFinished } from './states.ts';

/** Money that is to go back to a card; the numbers make it known to the payment service, so that it is done once. */
export interface RefundDuty {
  kind: 'refund';
  id: string;
  /** Which of the dossier's refunds, from 1. */
  refund: number;
  /** Which try, from 1. */
  try: number;
  sequence: number;
  paymentId: string | null;
  /** The payments that the dossier knows by their ids: where this one's is not known, it is none of those. */
  otherPaymentIds: readonly string[];
  amountCents: Cents;
  reason: RefundReason;
  /** Null when it may start at once. */
  notBefore: Instant | null;
  /** Since when it is due. */
  since: Instant;
}

/** Payment pages on which nobody is to pay any more. */
export interface ClosingDuty {
  kind: 'close_checkouts';
  id: string;
  notBefore: null;
}

/** What a dossier has to do outside. */
export type Duty = RefundDuty | ClosingDuty;

/**
 * What a dossier owes the world outside, by its state alone: whoever reads the state again, after a crash or in a new run,
 * finds the same.
 */
export function owed(dossier: Dossier): readonly Duty[] {
  return [...closing(dossier), ...refunds(dossier)];
}

/** Whether the trainee may pay now, by state alone; a payment page may then stay open. */
export function isPayable({ state, payment }: Dossier): boolean {
  const here = state === 'proposed' || state === 'to_validate' || state === 'payment_refused';
  return here && (payment?.status === 'due' || payment?.status === 'refused');
}

function closing(dossier: Dossier): readonly ClosingDuty[] {
  const { payment, state } = dossier;
  const isDecided = isFinished(state) || state === 'validated' || state === 'in_training';
  return payment?.opened === true && isDecided
    ? [{ kind: 'close_checkouts', id: 'close_checkouts', notBefore: null }]
    : [];
}

function refunds({ payment }: Dossier): RefundDuty[] {
  return (payment?.refunds ?? []).flatMap(({ sequence, amountCents, reason, paymentId }, index) => {
    const refund = index + 1;
    const progress = refundAt(payment, refund)?.progress;
    if (progress?.status !== 'due') return [];
    const attempt = progress.tries + 1;
    return {
      kind: 'refund',
      id: `refund:${refund}:${attempt}`,
      refund,
      try: attempt,
      sequence,
      paymentId: paymentId ?? null,
      otherPaymentIds: paymentId == null ? knownPaymentIds(payment) : [],
      amountCents,
      reason,
      notBefore: progress.notBefore,
      since: progress.at,
    };
  });
}
