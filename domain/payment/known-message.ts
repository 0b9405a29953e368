import type { MessageContents } from '../dossier/messages.ts';
import { disputeWith } from '../dossier/disputes.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { attemptUnderWay } from '../dossier/payment-conditions.ts';
import { isAccountedFor } from '../dossier/payment-identity.ts';
import { refundAt } from '../dossier/refunding.ts';
import { foundRefund } from '../dossier/refunds-by-hand.ts';
import { isFinished } from '../dossier/states.ts';
import type { PaymentMessage } from './message.ts';

/** Whether a dossier shows already what is said of one of its payments: then nobody need tell it again. */
export function isKnownTo(dossier: Dossier, message: PaymentMessage): boolean {
  const { payment, state } = dossier;
  if (payment === null) return true;
  const isDecided = isFinished(state) || payment.paidSequence !== null;
  switch (message.type) {
    case 'payment_succeeded':
      return isAccountedFor(dossier, message);
    case 'payment_processing':
      return (
        isDecided ||
        message.sequence > payment.sequence ||
        payment.status === 'processing' ||
        isTooLate(dossier, message)
      );
    case 'payment_failed': {
      const isCurrent = attemptUnderWay(payment) === message.sequence;
      return isDecided || !isCurrent || payment.status === 'refused' || isTooLate(dossier, message);
    }
    case 'payment_disputed':
      return disputeWith(payment, message.disputeId) !== undefined;
    case 'dispute_closed': {
      const known = disputeWith(payment, message.disputeId);
      return known === undefined ? message.outcome === 'inquiry_closed' : known.closed !== undefined;
    }
    case 'refund_found':
      return foundRefund(payment, message) === null;
    case 'refund_requested':
    case 'refund_succeeded':
    case 'refund_failed': {
      const progress = refundAt(payment, message.refund)?.progress;
      if (progress === undefined || (message.try ?? 0) <= progress.tries) return true;
      return message.type === 'refund_succeeded' && progress.status === 'done';
    }
  }
}

/** What was submitted after the deadline changes nothing, unless it succeeds. */
function isTooLate(
  { deadline, payment }: Dossier,
  { submittedAt, at }: MessageContents['payment_processing'],
): boolean {
  const submitted = submittedAt ?? (payment?.status === 'processing' ? null : at);
  return deadline !== null && submitted != null && Date.parse(submitted) > Date.parse(deadline.at);
}
