import type { Dossier } from '../dossier/dossier.ts';
import type { Payment } from '../dossier/payment.ts';
import { isAccountedFor } from '../dossier/payment-identity.ts';
import { refundAt } from '../dossier/refunding.ts';
import { isFinished } from '../dossier/states.ts';
import type { PaymentNews } from './news.ts';

/** Whether a dossier shows already what is said of one of its payments: then nobody need tell it again. */
export function isKnownTo(dossier: Dossier, news: PaymentNews): boolean {
  const { payment, state } = dossier;
  if (payment === null) return true;
  const { sequence } = news;
  const isCurrent = payment.sequence === sequence;
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
      return payment.dispute !== undefined;
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

function isRefundKnown(payment: Payment, { status, refund = 0, try: attempt = 0 }: PaymentNews): boolean {
  const progress = refundAt(payment, refund)?.progress;
  if (progress === undefined || attempt <= progress.tries) return true;
  return status === 'refund_succeeded' && progress.status === 'done';
}
