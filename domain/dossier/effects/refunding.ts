import type { Dossier } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import type { Payment, RefundProgress } from '../payment.ts';
import { refundAfterFailure } from '../refunding.ts';
import type { Effect } from './effect.ts';

/** The refund was asked for; the bank takes some days. */
export function refundRequested(dossier: Dossier, message: MessageOf<'refund_requested'>): Effect {
  const { receivedAt: at, refundId } = message;
  return progressed(dossier, message.refund, (before) => ({ ...before, status: 'requested', at, refundId }));
}

/** The money is back on the card, or given back by other means. */
export function refundSucceeded(dossier: Dossier, message: MessageOf<'refund_succeeded'>): Effect {
  const { receivedAt: at, refundId } = message;
  return progressed(dossier, message.refund, (before) => ({
    ...before,
    status: 'done',
    at,
    notBefore: null,
    refundId: refundId ?? before.refundId,
    failure: null,
  }));
}

/** A try failed: another follows, or people must look at it. */
export function refundFailed(dossier: Dossier, message: MessageOf<'refund_failed'>): Effect {
  const { receivedAt, refundId, failure } = message;
  return progressed(dossier, message.refund, (before) => ({
    ...refundAfterFailure(before, failure, receivedAt),
    refundId: refundId ?? before.refundId,
  }));
}

function progressed(
  dossier: Dossier,
  number: number,
  step: (before: RefundProgress) => RefundProgress,
): Effect {
  const payment = paymentOf(dossier);
  const refunds = payment.refunds.map((refund, index) =>
    index === number - 1 && refund.progress !== undefined
      ? { ...refund, progress: step(refund.progress) }
      : refund,
  );
  return { change: { payment: { ...payment, refunds } } };
}

function paymentOf({ payment }: Dossier): Payment {
  if (payment === null) throw new TypeError('The table let a refund message through without a payment');
  return payment;
}
