import { compareDays } from '../calendar/calendar-day.ts';
import { frenchDate, frenchDateTime } from '../calendar/french-dates.ts';
import { type Instant, parisDay } from '../calendar/paris-time.ts';
import type { Policy } from '../policy/policy.ts';
import { businessDaysLeft, cancellationDates } from './cancellation-dates.ts';
import type { Consequences, Dossier } from './dossier.ts';

/** The rule that decides, and whether the proof that it relies on was looked at. */
export type Explained = Pick<Consequences, 'rule'> & { isProofVerified?: boolean };

/** Says in plain French, with dates, which rule decides what a cancellation costs and why. */
export function explainCancellation(
  dossier: Dossier,
  policy: Policy,
  { rule, isProofVerified = false }: Explained,
  at: Instant,
): string {
  switch (rule) {
    case 'nothing_agreed':
      return 'Votre inscription n’est pas encore validée : annuler ne vous coûte rien.';
    case 'withdrawal':
      return explainWithdrawal(dossier, policy);
    case 'free':
      return `La session commence ${daysLeft(dossier, at)}, soit plus de ${policy.freeCancellationBefore} : l’annulation est sans frais jusqu’au ${until(dossier, policy, 'freeUntil')}.`;
    case 'late':
      return `${whyLate(dossier, policy, at)} : le prix de la formation reste dû.`;
    case 'force_majeure':
      return `Vous avez joint un justificatif de force majeure, ${isProofVerified ? 'vérifié par notre service' : 'que notre service n’a pas encore vérifié'} : l’annulation est sans frais.`;
    case 'organisation':
      return 'L’organisme annule : tout vous est rendu.';
  }
}

function explainWithdrawal(dossier: Dossier, policy: Policy): string {
  const { withdrawalUntil, freeUntil } = cancellationDates(dossier, policy);
  const now = `Vous êtes dans le délai de rétractation jusqu’au ${until(dossier, policy, 'withdrawalUntil')} : l’annulation est sans frais.`;
  if (withdrawalUntil === null || freeUntil === null || freeUntil <= withdrawalUntil) return now;
  return `${now} Elle le reste ensuite jusqu’au ${frenchDateTime(freeUntil)}, plus de ${policy.freeCancellationBefore} jours ouvrés avant le début de la session.`;
}

function whyLate(dossier: Dossier, policy: Policy, at: Instant): string {
  const { enteredOn, session } = dossier;
  if (enteredOn !== null) {
    return `L’organisme a déclaré votre entrée en formation le ${frenchDate(enteredOn)}, ce qui met fin au délai de rétractation`;
  }
  const withdrawal = `le délai de rétractation s’est terminé le ${until(dossier, policy, 'withdrawalUntil')}`;
  if (session !== null && compareDays(parisDay(at), session.startsOn) >= 0) {
    return `La session a commencé le ${frenchDate(session.startsOn)} et ${withdrawal}`;
  }
  return `La session commence ${daysLeft(dossier, at)}, soit ${policy.freeCancellationBefore} ou moins, et ${withdrawal}`;
}

function daysLeft({ session }: Dossier, at: Instant): string {
  if (session === null) return 'à une date qui reste à définir';
  const days = businessDaysLeft(session, parisDay(at));
  const plural = days === 1 ? '' : 's';
  return `le ${frenchDate(session.startsOn)}, dans ${days} jour${plural} ouvré${plural}`;
}

function until(dossier: Dossier, policy: Policy, date: 'withdrawalUntil' | 'freeUntil'): string {
  const at = cancellationDates(dossier, policy)[date];
  return at === null ? '' : frenchDateTime(at);
}
