import { frenchDate, frenchDateTime } from '../calendar/french-dates.ts';
import { parisDay } from '../calendar/paris-time.ts';
import { cancellationReasonLabels } from './cancellation-reasons.ts';
import type { Closure, Consequences, Dossier } from './dossier.ts';

/** Says why and when a dossier ended, and what becomes of rights and remainder. */
export function describeClosure({ closure, enteredOn, agreement }: Dossier): string {
  if (closure === null) return '';
  return [
    endOf(closure, enteredOn !== null),
    reasonOf(closure),
    consequencesOf(consequencesFor(closure, agreement)),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What the end does to rights and remainder: a deadline that passes gives back what was held. */
export function consequencesFor(closure: Closure, agreement: Dossier['agreement']): Consequences | null {
  const isHeld = closure.by === 'deadline' && agreement !== null && agreement.rightsCents > 0;
  if (!isHeld) return closure.consequences;
  return { rule: 'nothing_agreed', rights: 'given_back', remainder: 'none', refundWithinDays: null };
}

function endOf(closure: Closure, hasEntered: boolean): string {
  const day = frenchDate(parisDay(closure.at));
  switch (closure.reason) {
    case 'refused':
      return `L’organisme a refusé votre demande le ${day}. Vous pouvez le contacter pour en savoir plus ou choisir une autre formation.`;
    case 'trainee':
      return hasEntered ? `Vous avez abandonné la formation le ${day}.` : `Vous avez annulé le ${day}.`;
    case 'organisation':
      return `L’organisme a annulé le ${day}.`;
    case 'organisation_silent':
      return `Annulée : l’organisme avait jusqu’au ${frenchDateTime(closure.at)} pour répondre et ne l’a pas fait.`;
    case 'prerequisites_not_confirmed':
      return `Annulée : l’organisme avait jusqu’au ${frenchDateTime(closure.at)} pour confirmer vos prérequis et ne l’a pas fait.`;
    case 'validation_lapsed':
      return `Annulée : vous aviez jusqu’au ${frenchDateTime(closure.at)} pour finaliser votre inscription et elle ne l’a pas été.`;
    case 'training_ended':
      return `Formation terminée, déclarée le ${day}.`;
  }
}

function reasonOf({ cancellationReason }: Closure): string {
  return cancellationReason === null ? '' : `Motif : ${cancellationReasonLabels[cancellationReason]}.`;
}

/** Spells out what a cancellation does to rights and remainder. */
export function consequencesOf(consequences: Consequences | null): string {
  if (consequences === null) return '';
  const rights = {
    given_back: 'Vos droits vous sont rendus en totalité.',
    consumed: 'Le prix de la formation reste dû : les droits mobilisés sont consommés.',
    none: '',
  }[consequences.rights];
  const remainder = {
    refunded: `Le reste à payer vous est remboursé en totalité, sur la même carte, sous ${consequences.refundWithinDays ?? 0} jours.`,
    kept: 'Le reste à payer n’est pas remboursé.',
    none: '',
  }[consequences.remainder];
  return [rights, remainder].filter((sentence) => sentence !== '').join(' ');
}
