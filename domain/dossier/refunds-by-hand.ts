import { type Cents, cents } from '../money.ts';
import { isTakenBack } from './disputes.ts';
import type { Dossier } from './dossier.ts';
import type { MessageContents } from './messages.ts';
import type { Payment, Refund } from './payment.ts';

type Found = MessageContents['refund_found'];

/** Which of a dossier's refunds one made outside of it is (its place), or that it is another, and of how much. */
export interface FoundRefund {
  place: number | null;
  amountCents: Cents;
}

/**
 * Finds what a refund that was made in the payment service's own pages means to a dossier; null when it shows it already. Told by
 * the charge alone, without an id, the amount is all that was given back of it: what is not known of that is new.
 */
export function foundRefund(payment: Payment | null, found: Found): FoundRefund | null {
  if (payment === null) return null;
  const ofPayment = payment.refunds
    .map((refund, place) => ({ refund, place }))
    .filter(({ refund }) => isOf(refund, found));
  const { refundId, status } = found;
  if (refundId === null) return fromTotal(ofPayment, found);
  const known = ofPayment.find(({ refund }) => refund.progress?.refundId === refundId);
  if (known !== undefined) {
    const isNews = known.refund.progress?.status !== status;
    return isNews && isByHand(known.refund) ? { ...known, amountCents: found.amountCents } : null;
  }
  const place = ofPayment.find(({ refund }) => isWaitingFor(refund, found.amountCents))?.place ?? null;
  return { place, amountCents: found.amountCents };
}

/** What the card paid of a dossier and nobody gave back outside of it, neither by hand nor by the bank after a dispute; in cents. */
export function heldCents({ agreement, payment }: Pick<Dossier, 'agreement' | 'payment'>): Cents {
  if (agreement === null || payment?.paidSequence == null || isTakenBack(payment)) return cents(0);
  const kept = { paymentId: payment.paidBy ?? null, sequence: payment.paidSequence };
  const back = payment.refunds
    .filter((refund) => refund.reason === 'by_hand' && refund.progress?.status !== 'failed')
    .filter((refund) => isOf(refund, kept))
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  return cents(Math.max(0, agreement.remainderCents - back));
}

function fromTotal(
  ofPayment: readonly { refund: Refund; place: number }[],
  { amountCents, at }: Found,
): FoundRefund | null {
  // A total told late may still hold a refund of ours that has failed since: that is nobody's by hand.
  const wasThen = ({ progress }: Refund) =>
    progress !== undefined &&
    (progress.status !== 'failed' || (at != null && Date.parse(at) < Date.parse(progress.at)));
  const known = ofPayment
    .filter(({ refund }) => wasThen(refund))
    .reduce((sum, { refund }) => sum + refund.amountCents, 0);
  if (amountCents <= known) return null;
  const more = cents(amountCents - known);
  const place = ofPayment.find(({ refund }) => isFailedOf(refund, more))?.place ?? null;
  return { place, amountCents: more };
}

function isOf(
  refund: Pick<Refund, 'paymentId' | 'sequence'>,
  { paymentId, sequence }: { paymentId?: string | null; sequence: number },
): boolean {
  return refund.paymentId != null && paymentId != null
    ? refund.paymentId === paymentId
    : refund.sequence === sequence;
}

/** One that this may be: it was to be made and is not on its way, or was told of before without an id. */
function isWaitingFor(refund: Refund, amountCents: number): boolean {
  const isUnnamed = isByHand(refund) && refund.progress?.refundId === null;
  return (isUnnamed && refund.amountCents === amountCents) || isFailedOf(refund, amountCents);
}

function isFailedOf({ amountCents, progress }: Refund, wished: number): boolean {
  return amountCents === wished && (progress?.status === 'failed' || progress?.status === 'due');
}

function isByHand({ reason, progress }: Refund): boolean {
  return reason === 'by_hand' || progress?.byHand === true;
}
