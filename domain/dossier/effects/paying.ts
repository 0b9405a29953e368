import { isFinished } from '../states.ts';
import type { Dossier, Payment, Refund } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import type { Effect } from './effect.ts';

/** The trainee opens the card payment: after a refusal it is a new attempt, before one it is still the same. */
export function opened(dossier: Dossier): Effect {
  const payment = paymentOf(dossier);
  if (payment.status !== 'refused') return { change: {} };
  return {
    change: { payment: { ...payment, status: 'due', sequence: payment.sequence + 1, failure: null } },
  };
}

/** The payment was submitted and is not final yet. */
export function paymentProcessing(dossier: Dossier): Effect {
  return { change: { payment: { ...paymentOf(dossier), status: 'processing' } } };
}

/** The payment failed; the rights stay held while the trainee can still renew it. */
export function paymentFailed(dossier: Dossier, { failure }: MessageOf<'payment_failed'>): Effect {
  return { change: { payment: { ...paymentOf(dossier), status: 'refused', failure } } };
}

/**
 * The payment succeeded: it validates the dossier, or is given back in full when the dossier is over or was already paid
 * (domain.md, "Deadlines": a payment that succeeds after the dossier was cancelled is refunded at once).
 */
export function paymentSucceeded(dossier: Dossier, message: MessageOf<'payment_succeeded'>): Effect {
  const payment = paymentOf(dossier);
  const tooLate = isFinished(dossier.state);
  if (tooLate || payment.paidSequence !== null) {
    return { change: { payment: withRefund(payment, message, tooLate && payment.paidSequence === null) } };
  }
  const { receivedAt, sequence } = message;
  return {
    change: {
      payment: { ...payment, status: 'paid', paidSequence: sequence, paidAt: receivedAt, failure: null },
      validatedAt: receivedAt,
    },
  };
}

function withRefund(payment: Payment, message: MessageOf<'payment_succeeded'>, cancelled: boolean): Payment {
  const { sequence, amountCents } = message;
  const refund: Refund = {
    sequence,
    amountCents,
    reason: cancelled ? 'paid_after_cancellation' : 'paid_twice',
  };
  return { ...payment, refunds: [...payment.refunds, refund] };
}

function paymentOf(dossier: Dossier): Payment {
  if (dossier.payment === null)
    throw new TypeError('The table let a payment message through without a payment');
  return dossier.payment;
}
