import { englishDate, englishDateTime } from '../calendar/french-dates.ts';
import { parisDay } from '../calendar/paris-time.ts';
import type { CancellationReason } from './cancellation-reasons.ts';
import type { Closure, Consequences, Dossier } from './dossier.ts';
import type { DossierState } from './states.ts';

/** The English name of each state, for people who chose English; the service's own labels are French. */
export const englishStateLabels: Readonly<Record<DossierState, string>> = {
  draft: 'Being created',
  requested: 'Enrolment requested',
  refused: 'Refused by the training organisation',
  proposed: 'Proposal by the training organisation',
  request_cancelled: 'Request cancelled',
  to_validate: 'To be validated',
  payment_pending: 'Payment in progress',
  payment_refused: 'Payment refused',
  validated: 'Validated',
  in_training: 'In training',
  completed: 'Training completed',
  cancelled: 'Training cancelled',
  cancelled_by_organisation: 'Training cancelled by the organisation',
};

const reasons: Readonly<Record<CancellationReason, string>> = {
  illness_or_accident: 'illness or accident',
  maternity_or_paternity: 'maternity or paternity',
  return_to_work: 'return to work',
  leave_refused_by_employer: 'leave refused by the employer',
  transport_stopped: 'transport stopped',
  trainer_illness_or_accident: 'illness or accident of the trainer',
  insolvency: 'insolvency of the organisation',
  unusable_premises: 'unusable premises',
};

/** Says in English why and when a dossier ended, to the trainee (`closure-description.ts` in French). */
export function describeClosureInEnglish({ closure }: Dossier): string {
  if (closure === null) return '';
  const { cancellationReason: reason, consequences } = closure;
  const given = reason === null ? '' : `Reason: ${reasons[reason]}.`;
  return [endOf(closure), given, consequencesInEnglish(consequences)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function endOf(closure: Closure): string {
  const day = englishDate(parisDay(closure.at));
  switch (closure.reason) {
    case 'refused':
      return `The organisation refused your request on ${day}. You may ask it why, or choose another training.`;
    case 'trainee':
      return `You cancelled on ${day}.`;
    case 'organisation':
      return `The organisation cancelled on ${day}.`;
    case 'organisation_silent':
      return `Cancelled: the organisation did not reply by ${englishDateTime(closure.at)}.`;
    case 'prerequisites_not_confirmed':
      return `Cancelled: the organisation did not confirm your prerequisites by ${englishDateTime(closure.at)}.`;
    case 'validation_lapsed':
      return `Cancelled: the enrolment was not completed by ${englishDateTime(closure.at)}.`;
    case 'training_ended':
      return `Training completed, declared on ${day}.`;
  }
}

function consequencesInEnglish(consequences: Consequences | null): string {
  if (consequences === null) return '';
  const rights = {
    given_back: 'Your rights are given back in full.',
    consumed: 'The price of the training remains due: the rights you used are consumed.',
    none: '',
  }[consequences.rights];
  const remainder = {
    refunded: `What you paid is refunded in full, to the same card, within ${consequences.refundWithinDays ?? 0} days.`,
    kept: 'What you paid is not refunded.',
    none: '',
  }[consequences.remainder];
  return [rights, remainder].filter((sentence) => sentence !== '').join(' ');
}
