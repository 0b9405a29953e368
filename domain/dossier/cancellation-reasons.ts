/** Reasons of force majeure that a trainee may give (domain.md, "Policy values"). */
export const traineeForceMajeure = [
  'illness_or_accident',
  'maternity_or_paternity',
  'return_to_work',
  'leave_refused_by_employer',
  'transport_stopped',
] as const;

/** Reasons of force majeure that an organisation may give (domain.md, "Policy values"). */
export const organisationForceMajeure = [
  'trainer_illness_or_accident',
  'transport_stopped',
  'insolvency',
  'unusable_premises',
] as const;

/** A reason that a trainee may give; each can be proved by a document. */
export type TraineeReason = (typeof traineeForceMajeure)[number];

/** A reason from the lists above. */
export type CancellationReason = TraineeReason | (typeof organisationForceMajeure)[number];

/** The French wording of each reason, as a person reads it. */
export const cancellationReasonLabels: Readonly<Record<CancellationReason, string>> = {
  illness_or_accident: 'maladie ou accident',
  maternity_or_paternity: 'maternité ou paternité',
  return_to_work: 'reprise d’un emploi',
  leave_refused_by_employer: 'refus du congé par l’employeur',
  transport_stopped: 'arrêt des transports',
  trainer_illness_or_accident: 'maladie ou accident du formateur',
  insolvency: 'défaillance de l’organisme',
  unusable_premises: 'locaux inutilisables',
};
