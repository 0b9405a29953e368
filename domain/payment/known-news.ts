import { disputeWith } from '../dossier/disputes.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { Payment } from '../dossier/payment.ts';
import { attemptUnderWay } from '../dossier/payment-conditions.ts';
import { isAccountedFor } from '../dossier/payment-identity.ts';
import { refundAt } from '../dossier/refunding.ts';
import { foundRefund } from '../dossier/refunds-by-hand.ts';
import { isFinished } from '../dossier/states.ts';
import { cents } from '../money.ts';
import type { PaymentNews } from './news.ts';

/** Whether a dossier shows already what is said of one of its payments: then nobody need tell it again. */
export function isKnownTo(dossier: Dossier, news: PaymentNews): boolean {
  const { payment, state } = dossier;
  if (payment === null) return true;
  const { sequence } = news;
  const isCurrent = attemptUnderWay(payment) === sequence;
  const isDecided = isFinished(state) || payment.paidSequence !== null;
  switch (news.status) {
    case 'succeeded':
      return isArrivalKnown(dossier, news);
    case 'processing':
      return (
        isDecided ||
        sequence > payment.sequence ||
        payment.status === 'processing' ||
        isTooLate(dossier, news)
      );
    case 'failed':
      return isDecided || !isCurrent || payment.status === 'refused' || isTooLate(dossier, news);
    case 'refund_succeeded':
    case 'refund_failed':
      return isRefundKnown(payment, news);
    case 'disputed':
      return disputeWith(payment, news.serviceId ?? null) !== undefined;
    case 'dispute_closed':
      return isEndKnown(payment, news);
    case 'refund_found':
      return foundRefund(payment, foundOf(news)) === null;
    default:
      return false;
  }
}

function isArrivalKnown(dossier: Dossier, { sequence, amountCents, paymentId, currency }: PaymentNews) {
  // Nobody can take in a payment of an unknown amount (docs/rules.md, Paying).
  if (amountCents === undefined) return true;
  return isAccountedFor(dossier, {
    sequence,
    amountCents,
    paymentId: paymentId ?? null,
    currency: currency ?? null,
  });
}

/** What was submitted after the deadline changes nothing, unless it succeeds. */
function isTooLate({ deadline, payment }: Dossier, { submittedAt, at }: PaymentNews): boolean {
  const submitted = submittedAt ?? (payment?.status === 'processing' ? undefined : at);
  return deadline !== null && submitted !== undefined && Date.parse(submitted) > Date.parse(deadline.at);
}

function isEndKnown(payment: Payment, { serviceId, outcome }: PaymentNews): boolean {
  const known = disputeWith(payment, serviceId ?? null);
  return known === undefined ? outcome === 'inquiry_closed' : known.closed !== undefined;
}

/** A refund by hand as a message says it. */
export function foundOf({ sequence, paymentId, serviceId, amountCents, refundStatus }: PaymentNews) {
  return {
    sequence,
    paymentId: paymentId ?? null,
    refundId: serviceId ?? null,
    amountCents: amountCents ?? cents(0),
    status: refundStatus ?? ('done' as const),
  };
}

function isRefundKnown(payment: Payment, { status, refund = 0, try: attempt = 0 }: PaymentNews): boolean {
  const progress = refundAt(payment, refund)?.progress;
  if (progress === undefined || attempt <= progress.tries) return true;
  return status === 'refund_succeeded' && progress.status === 'done';
}
