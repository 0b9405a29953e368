import { frenchDate } from '../calendar/french-dates.ts';
import { parisDay } from '../calendar/paris-time.ts';
import { formatEuros } from '../money.ts';
import { disputesOf, disputeWith } from './disputes.ts';
import type { Dossier } from './dossier.ts';
import type { Dispute, Refund } from './payment.ts';

/** What people must look into; as `PaymentAlert` in Temporal. */
export type PaymentAlert = 'refund_failed' | 'payment_disputed' | 'wrong_amount';

/** The gravest thing about a dossier's payments that an operator must look into; null when there is none. */
export function paymentAlert({ payment }: Dossier): PaymentAlert | null {
  const refunds = payment?.refunds ?? [];
  if (refunds.some(({ progress }) => progress?.status === 'failed')) return 'refund_failed';
  if (disputeWith(payment, null) !== undefined) return 'payment_disputed';
  return refunds.some(({ reason }) => reason === 'wrong_amount') ? 'wrong_amount' : null;
}

/** Says to operators what is wrong, or still under way, with a dossier's payments; empty when nothing is. */
export function paymentsForOperators({ payment }: Dossier): string {
  return [
    ...disputesOf(payment).flatMap(disputeForOperators),
    ...(payment?.refunds ?? []).flatMap(refundForOperators),
  ].join(' ');
}

/** One that was won, or that was no more than a question, is over. */
function disputeForOperators({ reason, closed }: Dispute): string[] {
  if (closed === undefined) return [`Paiement contesté auprès de la banque (${reason}).`];
  if (closed.outcome !== 'lost') return [];
  return [`Contestation perdue le ${frenchDate(parisDay(closed.at))} : la banque a repris ce paiement.`];
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
