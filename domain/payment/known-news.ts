import type { Dossier } from '../dossier/dossier.ts';
import type { Payment } from '../dossier/payment.ts';
import { refundAt } from '../dossier/refunding.ts';
import { isFinished } from '../dossier/states.ts';
import type { PaymentNews } from './news.ts';

/** Whether a dossier shows already what is said of one of its payments: then nobody need tell it again. */
export function isKnownTo({ payment, state }: Dossier, news: PaymentNews): boolean {
  if (payment === null) return true;
  const { sequence, paymentId } = news;
  const isCurrent = payment.sequence === sequence;
  const isDecided = isFinished(state) || payment.paidSequence !== null;
  switch (news.status) {
    case 'succeeded':
      return [{ sequence: payment.paidSequence, paymentId: payment.paidBy }, ...payment.refunds].some(
        (known) =>
          known.paymentId != null && paymentId !== undefined
            ? known.paymentId === paymentId
            : known.sequence === sequence,
      );
    case 'processing':
      return isDecided || sequence > payment.sequence || payment.status === 'processing';
    case 'failed':
      return isDecided || !isCurrent || payment.status === 'refused';
    case 'refund_succeeded':
    case 'refund_failed':
      return isRefundKnown(payment, news);
    case 'disputed':
      return payment.dispute !== undefined;
    default:
      return false;
  }
}

function isRefundKnown(payment: Payment, { status, refund = 0, try: attempt = 0 }: PaymentNews): boolean {
  const progress = refundAt(payment, refund)?.progress;
  if (progress === undefined || attempt <= progress.tries) return true;
  return status === 'refund_succeeded' && progress.status === 'done';
}
