import { disputesOf, disputeWith, withDisputes } from '../disputes.ts';
import type { Dossier } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import type { Dispute, Payment, Refund } from '../payment.ts';
import { foundRefund } from '../refunds-by-hand.ts';
import type { Effect } from './effect.ts';

/** The cardholder contests a payment: shown to operators, who answer the bank. */
export function disputed(dossier: Dossier, message: MessageOf<'payment_disputed'>): Effect {
  const { reason, disputeId, receivedAt, at, paymentId = null } = message;
  const payment = paymentOf(dossier);
  const dispute: Dispute = { at: at ?? receivedAt, disputeId, reason, paymentId };
  return { change: { payment: withDisputes(payment, [...disputesOf(payment), dispute]) } };
}

/**
 * The bank decided. Won: the money is here again, and what was to go back and could not is asked for once more. Lost: the bank
 * gave it to the cardholder, which is what the refund was for.
 */
export function disputeClosed(dossier: Dossier, message: MessageOf<'dispute_closed'>): Effect {
  const { disputeId, outcome, receivedAt, at, sequence } = message;
  const payment = paymentOf(dossier);
  const known = disputeWith(payment, disputeId);
  const closed = { at: at ?? receivedAt, outcome };
  const before: Dispute = known ?? {
    at: closed.at,
    disputeId,
    reason: 'general',
    paymentId: message.paymentId ?? null,
  };
  const others = disputesOf(payment).filter((one) => one !== known);
  const paymentId = message.paymentId ?? before.paymentId ?? null;
  const isOf = (refund: Refund) =>
    refund.paymentId != null && paymentId !== null
      ? refund.paymentId === paymentId
      : refund.sequence === sequence;
  const refunds = payment.refunds.map((refund) =>
    isOf(refund) ? afterDispute(refund, outcome, receivedAt) : refund,
  );
  const after = withDisputes({ ...payment, refunds }, [...others, { ...before, closed }]);
  return { change: { payment: after } };
}

/** Somebody gave money back in the payment service's own pages: the dossier shows it like its own refunds. */
export function refundFound(dossier: Dossier, message: MessageOf<'refund_found'>): Effect {
  const payment = paymentOf(dossier);
  const found = foundRefund(payment, message);
  if (found === null) throw new TypeError('The table let a refund through that is known');
  const { refundId, status, sequence, paymentId = null, receivedAt: at } = message;
  const { place, amountCents } = found;
  const before = place === null ? undefined : payment.refunds[place];
  const tries = before?.progress?.tries ?? 0;
  const failure = status === 'failed' ? 'failed_by_hand' : null;
  const progress = { status, tries, at, notBefore: null, refundId, failure, byHand: true as const };
  const refunds: Refund[] =
    before === undefined
      ? [...payment.refunds, { sequence, amountCents, reason: 'by_hand', paymentId, progress }]
      : payment.refunds.map((refund, index) => (index === place ? { ...refund, progress } : refund));
  return { change: { payment: { ...payment, refunds } } };
}

function afterDispute(
  refund: Refund,
  outcome: MessageOf<'dispute_closed'>['outcome'],
  at: MessageOf<'dispute_closed'>['receivedAt'],
): Refund {
  const { progress } = refund;
  if (progress === undefined) return refund;
  if (outcome === 'lost') {
    const isOpen = progress.status === 'due' || progress.status === 'failed';
    return isOpen ? { ...refund, progress: { ...progress, status: 'done', at, notBefore: null } } : refund;
  }
  const isBlocked = progress.status === 'failed' && progress.failure === 'charge_disputed';
  return isBlocked ? { ...refund, progress: { ...progress, status: 'due', at, notBefore: null } } : refund;
}

function paymentOf({ payment }: Dossier): Payment {
  if (payment === null) throw new TypeError('The table let news of a payment through without a payment');
  return payment;
}
