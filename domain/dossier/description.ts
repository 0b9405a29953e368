import type { CalendarDay } from '../calendar/calendar-day.ts';
import { frenchDate, frenchDateTime } from '../calendar/french-dates.ts';
import { parisDay } from '../calendar/paris-time.ts';
import { formatEuros } from '../money.ts';
import { declineReason } from '../payment/decline-reasons.ts';
import { runningDeadline } from './check.ts';
import { describeClosure } from './closure-description.ts';
import { describeContest } from './contest-words.ts';
import type { Dossier } from './dossier.ts';
import { lastDayToAgree } from './session-days.ts';

/** That a session begins before the deadline to validate it. */
export function sessionBegins(startsOn: CalendarDay): string {
  return `La session commence le ${frenchDate(startsOn)} : après ce jour, elle ne peut plus être validée.`;
}

/** Says in one or two plain French sentences where a dossier stands, as its page shows it; refunds are told beside it. */
export function describeDossier(dossier: Dossier): string {
  return [describeState(dossier), describeContest(dossier, 'fr', 'trainee')]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function describeState(dossier: Dossier): string {
  switch (dossier.state) {
    case 'draft':
      return 'Votre dossier n’est pas encore envoyé. Complétez-le puis envoyez-le à l’organisme.';
    case 'requested':
      return describeRequest(dossier);
    case 'proposed':
      return `L’organisme accepte votre demande avec d’éventuelles modifications : vérifiez-les. ${validateUntil(dossier)}`;
    case 'to_validate':
      return `L’organisme accepte votre demande sans modification. ${validateUntil(dossier)}`;
    case 'payment_pending':
      return 'Votre paiement est en cours de traitement. Cette page sera mise à jour sous peu.';
    case 'payment_refused':
      return `Votre paiement a été refusé${becauseOf(dossier)}. Vous avez jusqu’au ${until(dossier)} pour le renouveler ; passé ce délai, votre demande sera annulée.`;
    case 'validated':
      return describeValidated(dossier);
    case 'in_training':
      return `L’organisme a déclaré votre entrée en formation le ${dossier.enteredOn === null ? '' : frenchDate(dossier.enteredOn)}.`;
    case 'completed':
      return 'L’organisme a déclaré la fin de votre formation.';
    case 'refused':
    case 'request_cancelled':
    case 'cancelled':
    case 'cancelled_by_organisation':
      return describeClosure(dossier);
  }
}

function describeRequest(dossier: Dossier): string {
  const sent = 'Votre demande est envoyée.';
  const otherwise = 'sans réponse à cette date, votre demande sera considérée comme annulée.';
  if (dossier.acknowledgedAt !== null) {
    return `${sent} L’organisme vérifie vos prérequis avec vous et a jusqu’au ${until(dossier)} pour répondre ; ${otherwise}`;
  }
  if (dossier.session?.hasPrerequisites === true) {
    return `${sent} Cette formation a des prérequis : l’organisme a jusqu’au ${until(dossier)} pour accuser réception ; ${otherwise}`;
  }
  return `${sent} L’organisme a jusqu’au ${until(dossier)} pour répondre ; ${otherwise}`;
}

function validateUntil(dossier: Dossier): string {
  const remainder = dossier.agreement?.remainderCents ?? 0;
  const action =
    dossier.agreement !== null && remainder > 0
      ? `payer les ${formatEuros(dossier.agreement.remainderCents)} restants`
      : 'finaliser votre inscription';
  const lastDay = lastDayToAgree(dossier);
  const begins = lastDay === null ? '' : ` ${sessionBegins(lastDay)}`;
  return `Vous avez jusqu’au ${until(dossier)} pour ${action} ; passé ce délai, votre demande sera annulée.${begins}`;
}

function becauseOf({ payment }: Dossier): string {
  return payment?.failure == null ? '' : ` : ${declineReason(payment.failure)}`;
}

function describeValidated(dossier: Dossier): string {
  const usesNoRights = dossier.agreement?.rightsCents === 0;
  const enrolled = `Votre inscription est validée${usesNoRights ? '' : ' et vos droits sont réservés'}.`;
  const paidAt = dossier.payment?.paidAt;
  return paidAt ? `${enrolled} Le reste à payer a été réglé le ${frenchDate(parisDay(paidAt))}.` : enrolled;
}

function until(dossier: Dossier): string {
  const deadline = runningDeadline(dossier);
  return deadline === null ? '' : frenchDateTime(deadline.at);
}
