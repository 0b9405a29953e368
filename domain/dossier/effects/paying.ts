import { isFinished } from '../states.ts';
import type { Dossier } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import type { Payment, Refund, RefundReason } from '../payment.ts';
import { isOfAmountDue, unexplainedFailure } from '../payment-conditions.ts';
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

/** The payment was submitted and is not final yet; its attempt is the current one, even if another was about to begin. */
export function paymentProcessing(
  dossier: Dossier,
  { sequence, at = null }: MessageOf<'payment_processing'>,
): Effect {
  return { change: { payment: { ...paymentOf(dossier), status: 'processing', sequence, toldAt: at } } };
}

/** The payment failed; the rights stay held while the trainee can still renew it. */
export function paymentFailed(dossier: Dossier, message: MessageOf<'payment_failed'>): Effect {
  const payment = paymentOf(dossier);
  const { at = null } = message;
  const failure =
    message.failure === unexplainedFailure ? (payment.failure ?? unexplainedFailure) : message.failure;
  return { change: { payment: { ...payment, status: 'refused', failure, toldAt: at } } };
}

/**
 * The payment succeeded: it validates the dossier, or is given back in full when the dossier is over, was already paid or
 * asked for another amount (domain.md, "Deadlines": a payment that succeeds after the dossier was cancelled is refunded at
 * once).
 */
export function paymentSucceeded(dossier: Dossier, message: MessageOf<'payment_succeeded'>): Effect {
  const payment = paymentOf(dossier);
  const reason = reasonToRefund(dossier, payment, message);
  const { receivedAt, sequence, paymentId: paidBy = null } = message;
  if (reason === 'wrong_amount') {
    const refused = withRefund(payment, message, reason);
    return { change: { payment: { ...refused, status: 'refused', failure: wrongAmount, toldAt: null } } };
  }
  if (reason !== null) return { change: { payment: withRefund(payment, message, reason) } };
  const paid = { status: 'paid' as const, paidSequence: sequence, paidBy, paidAt: receivedAt, failure: null };
  return { change: { payment: { ...payment, ...paid }, validatedAt: receivedAt } };
}

function reasonToRefund(
  dossier: Dossier,
  { paidSequence }: Payment,
  message: MessageOf<'payment_succeeded'>,
): RefundReason | null {
  if (paidSequence !== null) return 'paid_twice';
  if (isFinished(dossier.state)) return 'paid_after_cancellation';
  return isOfAmountDue(dossier, message) ? null : 'wrong_amount';
}

function withRefund(
  payment: Payment,
  message: MessageOf<'payment_succeeded'>,
  reason: RefundReason,
): Payment {
  const { sequence, amountCents, receivedAt, paymentId = null } = message;
  const refund: Refund = { sequence, amountCents, reason, paymentId, progress: refundDue(receivedAt) };
  return { ...payment, refunds: [...payment.refunds, refund] };
}

function paymentOf(dossier: Dossier): Payment {
  if (dossier.payment === null)
    throw new TypeError('The table let a payment message through without a payment');
  return dossier.payment;
}
