import type { Instant } from '../../calendar/paris-time.ts';
import { isFinished } from '../states.ts';
import type { Dossier } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import type { Payment, Refund, RefundReason } from '../payment.ts';
import { unexplainedFailure } from '../../payment/message.ts';
import { isInTime, isOfAmountDue, isUnderWay, submissionOf } from '../payment-conditions.ts';
import { euros, placeOf } from '../payment-identity.ts';
import { refundDue } from '../refunding.ts';
import type { Effect } from './effect.ts';

/** The code of a payment that succeeded with another amount than agreed. */
export const wrongAmount = 'wrong_amount';

/** The trainee opens the card payment: after a refusal it is a new attempt, before one it is still the same. */
export function opened(dossier: Dossier): Effect {
  const payment: Payment = { ...paymentOf(dossier), opened: true };
  if (payment.status !== 'refused') return { change: { payment } };
  const { sequence } = payment;
  return { change: { payment: { ...payment, status: 'due', sequence: sequence + 1, failure: null } } };
}

/** The payment was submitted and is not final yet, even if another attempt was about to begin. */
export function paymentProcessing(dossier: Dossier, message: MessageOf<'payment_processing'>): Effect {
  const { sequence, at = null, paymentId = null } = message;
  const submitted = { sequence, at: submissionOf(dossier, message), paymentId };
  return {
    change: {
      payment: { ...paymentOf(dossier), status: 'processing', toldAt: at, submitted },
    },
  };
}

/** The payment failed; the rights stay held while the trainee can still renew it. */
export function paymentFailed(dossier: Dossier, message: MessageOf<'payment_failed'>): Effect {
  const payment = paymentOf(dossier);
  const { at = null } = message;
  const failure =
    message.failure === unexplainedFailure ? (payment.failure ?? unexplainedFailure) : message.failure;
  return {
    change: { payment: { ...payment, status: 'refused', failure, toldAt: at, submitted: null } },
  };
}

/**
 * The payment succeeded: it validates the dossier, or is given back in full when the dossier is over, was already paid, asked
 * for another amount or was paid too late (docs/rules.md, Paying).
 */
export function paymentSucceeded(dossier: Dossier, message: MessageOf<'payment_succeeded'>): Effect {
  const payment = paymentOf(dossier);
  const place = placeOf(dossier, message);
  if (place !== undefined) return { change: { payment: withIdAt(payment, place, message) } };
  const reason = reasonToRefund(dossier, payment, message);
  if (reason !== null) {
    const refunded = withRefund(payment, message, reason);
    // Another payment is still being processed: what comes of it is waited for.
    const isDecided =
      reason !== 'wrong_amount' || (dossier.state === 'payment_pending' && !isUnderWay(payment, message));
    return { change: { payment: isDecided ? refunded : { ...refunded, ...ofWrongAmount } } };
  }
  const { receivedAt, at, sequence, paymentId: paidBy = null } = message;
  const paid = {
    status: 'paid' as const,
    paidSequence: sequence,
    paidBy,
    paidAt: at ?? receivedAt,
    failure: null,
    submitted: null,
  };
  return { change: { payment: { ...payment, ...paid }, validatedAt: receivedAt } };
}

const ofWrongAmount = { status: 'refused', failure: wrongAmount, toldAt: null, submitted: null } as const;

function reasonToRefund(
  dossier: Dossier,
  { paidSequence }: Payment,
  message: MessageOf<'payment_succeeded'>,
): RefundReason | null {
  if (paidSequence !== null) return 'paid_twice';
  if (isFinished(dossier.state)) return 'paid_after_cancellation';
  if (!isInTime(dossier, message)) return 'paid_too_late';
  return isOfAmountDue(dossier, message) ? null : 'wrong_amount';
}

function withRefund(
  payment: Payment,
  message: MessageOf<'payment_succeeded'>,
  reason: RefundReason,
): Payment {
  const { sequence, amountCents, receivedAt, paymentId = null, currency } = message;
  const refund: Refund = {
    sequence,
    amountCents,
    ...(currency == null || currency === euros ? {} : { currency }),
    reason,
    paymentId,
    progress: refundDue(receivedAt),
  };
  return { ...payment, refunds: [...payment.refunds, refund] };
}

/** Puts the id that the payment service tells in the place of a payment that was told by hand. */
function withIdAt(
  payment: Payment,
  place: 'kept' | number,
  { paymentId = null, at, receivedAt }: MessageOf<'payment_succeeded'>,
): Payment {
  const refunds = payment.refunds.map((refund, index) =>
    index === place || (place === 'kept' && refund.reason === 'cancellation' && refund.paymentId == null)
      ? { ...refund, paymentId, ...knownNow(refund, receivedAt) }
      : refund,
  );
  const kept = place === 'kept' ? { paidBy: paymentId, paidAt: at ?? payment.paidAt } : {};
  return { ...payment, ...kept, refunds };
}

/** What could not go back because nobody knew which payment it was is to be asked for again. */
function knownNow({ progress }: Refund, at: Instant): Pick<Refund, 'progress'> {
  if (progress?.failure !== 'payment_unknown') return {};
  return { progress: { ...progress, status: 'due', at, notBefore: null, failure: null } };
}

function paymentOf(dossier: Dossier): Payment {
  if (dossier.payment === null)
    throw new TypeError('The table let a payment message through without a payment');
  return dossier.payment;
}
