import type { Dossier } from '../../domain/dossier/dossier.ts';
import { refundSentence } from '../../domain/dossier/refund-words.ts';
import { declineReason } from '../../domain/payment/decline-reasons.ts';
import type { Caller } from '../http/caller.ts';

/**
 * The card payment as the caller may see it. Why a bank refused, and what goes back to whose card, is nobody's business but the
 * trainee's.
 */
export function paymentOf({ payment }: Dossier, role: Caller['role']) {
  if (payment === null) return null;
  const { status, paidAt, failure, refunds } = payment;
  const isTrainee = role === 'trainee';
  return {
    status,
    paidAt,
    failure: isTrainee && failure !== null ? { code: failure, message: sentence(failure) } : null,
    refunds: isTrainee ? refunds.map(refundOf) : [],
  };
}

function sentence(failure: string): string {
  return `Votre paiement a été refusé : ${declineReason(failure)}.`;
}

type Refund = NonNullable<Dossier['payment']>['refunds'][number];

function refundOf(refund: Refund) {
  const { amountCents, reason, progress } = refund;
  return {
    amountCents,
    reason,
    // Noted before refunds were carried out.
    status: progress?.status ?? ('noted' as const),
    at: progress?.at ?? null,
    description: refundSentence(refund, 'fr'),
  };
}
