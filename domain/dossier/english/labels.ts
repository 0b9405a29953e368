import type { CancellationReason } from '../cancellation-reasons.ts';
import type { DossierState } from '../states.ts';

/** The states for readers of English; the French labels are the service's own. */
export const englishStateLabels: Readonly<Record<DossierState, string>> = {
  draft: 'Being prepared',
  requested: 'Enrolment requested',
  refused: 'Refused by the organisation',
  proposed: 'Proposal from the organisation',
  request_cancelled: 'Enrolment request cancelled',
  to_validate: 'To be validated',
  payment_pending: 'Payment in progress',
  payment_refused: 'Payment refused',
  validated: 'Validated',
  in_training: 'In training',
  completed: 'Training completed',
  cancelled: 'Training cancelled',
  cancelled_by_organisation: 'Training cancelled by the organisation',
};

/** Reasons of force majeure for readers of English. */
export const englishCancellationReasons: Readonly<Record<CancellationReason, string>> = {
  illness_or_accident: 'illness or accident',
  maternity_or_paternity: 'maternity or paternity',
  return_to_work: 'return to work',
  leave_refused_by_employer: 'leave refused by the employer',
  transport_stopped: 'transport stopped',
  trainer_illness_or_accident: 'illness or accident of the trainer',
  insolvency: 'insolvency of the organisation',
  unusable_premises: 'unusable premises',
};
