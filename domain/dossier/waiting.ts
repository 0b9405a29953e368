import { frenchDateTime } from '../calendar/french-dates.ts';
import type { DeadlineKind } from '../calendar/deadline.ts';
import { runningDeadline } from './check.ts';
import { openContest } from './contest.ts';
import { describeContest } from './contest-words.ts';
import type { Dossier } from './dossier.ts';
import { paymentsForOperators } from './refund-description.ts';
import { isFinished, stateLabels } from './states.ts';

/** What each deadline waits for. */
export const awaited: Readonly<Record<DeadlineKind, string>> = {
  organisation_reply: 'la réponse de l’organisme',
  prerequisites_acknowledgement: 'l’accusé de réception de l’organisme (formation avec prérequis)',
  prerequisites_reply: 'la réponse de l’organisme après vérification des prérequis',
  trainee_validation: 'la validation du titulaire, paiement compris',
  payment_renewal: 'le renouvellement du paiement par le titulaire',
  draft_kept: 'l’envoi du brouillon par le titulaire',
  record_kept: 'rien : le dossier est conservé',
};

/** Says in plain words what a dossier waits for and until when, for the operators' view in the Temporal Web UI. */
export function waitingFor(dossier: Dossier): string {
  const contest = describeContest(dossier, 'fr', 'organisation');
  return [waitingByState(dossier), contest, paymentsForOperators(dossier)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function waitingByState(dossier: Dossier): string {
  const label = `« ${stateLabels[dossier.state]} »`;
  if (dossier.deletedAt !== null && dossier.state === 'draft') return `${label} : brouillon supprimé.`;
  if (openContest(dossier) !== null)
    return `${label} : attend la décision d’un opérateur sur la contestation.`;
  if (isFinished(dossier.state)) return `${label} : dossier terminé${keptUntil(dossier)}.`;
  const deadline = runningDeadline(dossier);
  if (deadline !== null) {
    return `${label} : attend ${awaited[deadline.kind]}, jusqu’au ${frenchDateTime(deadline.at)}.`;
  }
  return `${label} : attend ${withoutDeadline(dossier)}, sans date limite.`;
}

function keptUntil({ deadline }: Dossier): string {
  return deadline === null ? '' : `, conservé jusqu’au ${frenchDateTime(deadline.at)}`;
}

function withoutDeadline({ state }: Dossier): string {
  if (state === 'payment_pending') return 'le résultat du paiement en cours';
  return state === 'in_training'
    ? 'la déclaration de fin par l’organisme'
    : 'la déclaration d’entrée par l’organisme';
}
