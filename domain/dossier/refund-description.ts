import { frenchDate } from '../calendar/french-dates.ts';
import { parisDay } from '../calendar/paris-time.ts';
import { formatEuros } from '../money.ts';
import type { Dossier } from './dossier.ts';
import type { Refund, RefundProgress, RefundReason } from './payment.ts';

const why: Readonly<Record<RefundReason, string>> = {
  cancellation: 'Remboursement du reste à payer',
  paid_after_cancellation: 'Remboursement en totalité d’un paiement reçu après la fin du dossier',
  paid_twice: 'Remboursement en totalité d’un second paiement',
  paid_too_late: 'Remboursement en totalité d’un paiement fait après la date limite',
  wrong_amount: 'Remboursement en totalité d’un paiement d’un montant inattendu',
};

/** Says of each refund that is carried out how much goes back, why, and how far it has come; empty without any. */
export function describeRefunds({ payment }: Dossier): string {
  return (payment?.refunds ?? []).map(describeRefund).filter(Boolean).join(' ');
}

/** Says the same of one refund. */
export function describeRefund({ reason, amountCents, progress }: Refund): string {
  return progress === undefined ? '' : `${why[reason]} (${formatEuros(amountCents)}) : ${stageOf(progress)}.`;
}

function stageOf({ status, at }: RefundProgress): string {
  const day = frenchDate(parisDay(at));
  switch (status) {
    case 'due':
      return 'en préparation, sur la carte qui a payé';
    case 'requested':
      return `demandé à la banque le ${day}, sur la carte qui a payé`;
    case 'done':
      return `effectué le ${day}`;
    case 'failed':
      return 'la banque ne l’a pas accepté ; notre service le reprend et vous contactera';
  }
}

/** What people must look into; as `PaymentAlert` in Temporal. */
export type PaymentAlert = 'refund_failed' | 'payment_disputed' | 'wrong_amount';

/** The gravest thing about a dossier's payments that an operator must look into; null when there is none. */
export function paymentAlert({ payment }: Dossier): PaymentAlert | null {
  const refunds = payment?.refunds ?? [];
  if (refunds.some(({ progress }) => progress?.status === 'failed')) return 'refund_failed';
  if (payment?.dispute !== undefined) return 'payment_disputed';
  return refunds.some(({ reason }) => reason === 'wrong_amount') ? 'wrong_amount' : null;
}

/** Says to operators what is wrong, or still under way, with a dossier's payments; empty when nothing is. */
export function paymentsForOperators({ payment }: Dossier): string {
  const dispute =
    payment?.dispute === undefined
      ? []
      : [`Paiement contesté auprès de la banque (${payment.dispute.reason}).`];
  return [...dispute, ...(payment?.refunds ?? []).flatMap(refundForOperators)].join(' ');
}

function refundForOperators({ reason, amountCents, progress }: Refund, index: number): string[] {
  if (progress === undefined || progress.status === 'done') return [];
  const what = `Remboursement ${index + 1} de ${formatEuros(amountCents)} (${reason})`;
  const failure =
    progress.failure === null ? '' : `, ${progress.tries} échec(s), dernier : ${progress.failure}`;
  const stage = { due: 'à demander', requested: 'demandé', failed: 'ÉCHOUÉ, à traiter à la main' }[
    progress.status
  ];
  return [`${what} : ${stage}${failure}.`];
}
