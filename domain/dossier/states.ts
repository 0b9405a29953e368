/** The 13 states of a dossier, in the order in which a reader meets them (domain.md, "The 13 states of a dossier"). */
export const dossierStates = [
  'draft',
  'requested',
  'refused',
  'proposed',
  'request_cancelled',
  'to_validate',
  'payment_pending',
  'payment_refused',
  'validated',
  'in_training',
  'completed',
  'cancelled',
  'cancelled_by_organisation',
] as const;

/** The key of a dossier's state, as it stands in the API, in Postgres and in Temporal's search attributes. */
export type DossierState = (typeof dossierStates)[number];

/** The label that a person sees for each state; fixed by the service, shown exactly (domain.md). */
export const stateLabels: Readonly<Record<DossierState, string>> = {
  draft: 'En cours de création',
  requested: "Demande d'inscription",
  refused: "Refusé par l'organisme",
  proposed: "Proposition de l'organisme",
  request_cancelled: "Demande d'inscription annulée",
  to_validate: 'A valider',
  payment_pending: 'Paiement en cours',
  payment_refused: 'Paiement refusé',
  validated: 'Validé',
  in_training: 'En formation',
  completed: 'Formation terminée',
  cancelled: 'Formation annulée',
  cancelled_by_organisation: "Formation annulée par l'organisme",
};

/** States in which a request to an organisation counts towards the limit of open requests for one training. */
export const openRequestStates: readonly DossierState[] = [
  'requested',
  'proposed',
  'to_validate',
  'payment_pending',
  'payment_refused',
];

/** States that no message leads out of: the dossier is over, only its record remains. */
export const finishedStates: readonly DossierState[] = [
  'refused',
  'request_cancelled',
  'completed',
  'cancelled',
  'cancelled_by_organisation',
];

/** Tells whether the dossier is over. */
export function isFinished(state: DossierState): boolean {
  return finishedStates.includes(state);
}
