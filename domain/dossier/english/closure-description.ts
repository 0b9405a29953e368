import { englishDate, englishDateTime } from '../../calendar/french-dates.ts';
import { parisDay } from '../../calendar/paris-time.ts';
import { consequencesFor } from '../closure-description.ts';
import type { Closure, Consequences, Dossier } from '../dossier.ts';
import { englishCancellationReasons } from './labels.ts';

/** Says in English why and when a dossier ended, and what becomes of rights and remainder. */
export function describeClosureInEnglish({ closure, enteredOn, agreement }: Dossier): string {
  if (closure === null) return '';
  return [
    endOf(closure, enteredOn !== null),
    reasonOf(closure),
    consequencesInEnglish(consequencesFor(closure, agreement)),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function endOf(closure: Closure, hasEntered: boolean): string {
  const day = englishDate(parisDay(closure.at));
  switch (closure.reason) {
    case 'refused':
      return `The organisation refused your request on ${day}. You can contact it to know more, or choose another training.`;
    case 'trainee':
      return hasEntered ? `You abandoned the training on ${day}.` : `You cancelled on ${day}.`;
    case 'organisation':
      return `The organisation cancelled on ${day}.`;
    case 'organisation_silent':
      return `Cancelled: the organisation had until ${englishDateTime(closure.at)} to reply and did not.`;
    case 'prerequisites_not_confirmed':
      return `Cancelled: the organisation had until ${englishDateTime(closure.at)} to confirm your prerequisites and did not.`;
    case 'validation_lapsed':
      return `Cancelled: you had until ${englishDateTime(closure.at)} to complete your enrolment and it was not completed.`;
    case 'training_ended':
      return `Training completed, declared on ${day}.`;
  }
}

function reasonOf({ cancellationReason }: Closure): string {
  return cancellationReason === null ? '' : `Reason: ${englishCancellationReasons[cancellationReason]}.`;
}

/** Spells out in English what a cancellation does to rights and remainder. */
export function consequencesInEnglish(consequences: Consequences | null): string {
  if (consequences === null) return '';
  const rights = {
    given_back: 'All your rights are given back to you.',
    consumed: 'The price of the training is still due: the rights you used are consumed.',
    none: '',
  }[consequences.rights];
  const remainder = {
    refunded: `What you paid by card is refunded in full, to the same card, within ${consequences.refundWithinDays ?? 0} days.`,
    kept: 'What you paid by card is not refunded.',
    none: '',
  }[consequences.remainder];
  return [rights, remainder].filter((sentence) => sentence !== '').join(' ');
}
