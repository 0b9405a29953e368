import type { Actor } from '../../../../domain/dossier/messages.ts';
import type { DossierState } from '../../../../domain/dossier/states.ts';
import type { calculator as frenchCalculator, understand as french } from '../fr/understand.ts';

const states: Record<DossierState, string> = {
  draft:
    'You are preparing your dossier. It has not been sent: you can complete it, change the session or delete it.',
  requested:
    'Your request is with the organisation. It has until a set date to reply; without a reply the request is cancelled.',
  refused:
    'The organisation refused, sometimes with a reason. You can contact it, or choose another training.',
  proposed:
    'The organisation accepts you, with possible changes (dates, price, place). Check them before you validate.',
  request_cancelled: 'The request ended before it was validated: you cancelled it, or a deadline passed.',
  to_validate:
    'The organisation accepts you without changing anything. You have until the deadline to complete your enrolment.',
  payment_pending: 'You paid the remainder by card; the payment is being processed.',
  payment_refused: 'The payment by card was refused. You can pay again until the deadline.',
  validated: 'You are enrolled. Your rights are reserved, and the remainder is paid if there was one.',
  in_training: 'The organisation declared that you entered the training.',
  completed: 'The organisation declared the end of the training. Your reserved rights are consumed.',
  cancelled:
    'You cancelled after validating. The dossier says what becomes of your rights and of what you paid.',
  cancelled_by_organisation:
    'The organisation cancelled. Your rights and what you paid are given back in full.',
};

const actors: Record<Actor, string> = {
  trainee: 'you',
  organisation: 'the organisation',
  payment: 'the payment service',
  operator: 'the service',
  system: 'the deadline',
};

/** How training works. */
export const understand: typeof french = {
  title: 'How training works',
  lead: 'A dossier goes through set states. For each: what it means, who can act, and what can happen next.',
  mainHeading: 'The usual way',
  besideHeading: 'What can happen too',
  nextHeading: 'Next',
  end: 'This is a final state.',
  arrow: (who: string, label: string) => `“${label}”: by ${who}`,
  states,
  actors,
  or: ' or ',
  calculatorLink: 'Work out a deadline',
  calculatorText:
    'Deadlines are counted in business days. The calculator gives the exact date and the days skipped.',
};

/** The deadlines calculator. */
export const calculator: typeof frenchCalculator = {
  title: 'Work out a deadline',
  lead: 'A deadline is counted in business days: Monday to Friday, without public holidays. The first day does not count. It ends at 23:59, Paris time.',
  dayLabel: 'First day',
  dayHint: 'The day of sending, of the acknowledgement, of the acceptance or of the failed payment',
  ruleLabel: 'Deadline',
  rules: {
    organisation_reply: (days: number) =>
      `Reply of the organisation, no prerequisites (${days} business days)`,
    prerequisites_acknowledgement: (days: number) =>
      `Acknowledgement, with prerequisites (${days} business days)`,
    prerequisites_reply: (days: number) => `Reply once prerequisites are checked (${days} business days)`,
    trainee_validation: (days: number) => `Your validation, payment included (${days} business days)`,
    payment_renewal: (days: number) =>
      `Renewal of a payment that failed after the date (${days} business day)`,
  },
  regionLabel: 'Place of the training',
  regions: {
    metropole: 'Metropolitan France',
    'alsace-moselle': 'Alsace-Moselle (two more public holidays)',
    guadeloupe: 'Guadeloupe (27 May is a public holiday)',
    martinique: 'Martinique (22 May is a public holiday)',
    guyane: 'French Guiana (10 June is a public holiday)',
    'la-reunion': 'Réunion (20 December is a public holiday)',
    'saint-pierre-et-miquelon': 'Saint Pierre and Miquelon (no other public holiday)',
    mayotte: 'Mayotte (27 April is a public holiday)',
  },
  button: 'Work out',
  resultHeading: 'Deadline',
  result: (date: string) => `Until ${date}`,
  invalid: 'Choose a valid first day and a deadline of the list.',
  back: 'How training works',
};
