import type { DeadlineKind } from '../calendar/deadline.ts';

/** What each deadline waits for, for operators. */
export const awaited: Readonly<Record<DeadlineKind, string>> = {
  organisation_reply: 'la réponse de l’organisme',
  prerequisites_acknowledgement: 'l’accusé de réception de l’organisme (formation avec prérequis)',
  prerequisites_reply: 'la réponse de l’organisme après vérification des prérequis',
  trainee_validation: 'la validation du titulaire, paiement compris',
  payment_renewal: 'le renouvellement du paiement par le titulaire',
  draft_kept: 'l’envoi du brouillon par le titulaire',
  record_kept: 'rien : le dossier est conservé',
};
