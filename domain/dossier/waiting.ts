import { frenchDateTime } from '../calendar/french-dates.ts';
import { awaited } from './awaited.ts';
import { runningDeadline } from './check.ts';
import { openContest } from './contest.ts';
import { describeContest } from './contest-words.ts';
import type { Dossier } from './dossier.ts';
import { paymentsForOperators } from './refund-description.ts';
import { isFinished, stateLabels } from './states.ts';

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
