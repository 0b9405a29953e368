import type { Actor } from '../../../../domain/dossier/messages.ts';
import type { DossierState } from '../../../../domain/dossier/states.ts';

const states: Record<DossierState, string> = {
  draft:
    'Vous préparez votre dossier. Il n’est pas encore envoyé : vous pouvez le compléter, changer de session ou le supprimer.',
  requested:
    'Votre demande est chez l’organisme. Il a jusqu’à une date précise pour répondre ; sans réponse, la demande est annulée.',
  refused:
    'L’organisme a refusé, en donnant parfois un motif. Vous pouvez le contacter ou choisir une autre formation.',
  proposed:
    'L’organisme vous accepte, avec des changements possibles (dates, prix, lieu). Vérifiez-les avant de valider.',
  request_cancelled:
    'La demande s’est arrêtée avant d’être validée : vous l’avez annulée, ou une date limite est passée.',
  to_validate:
    'L’organisme vous accepte sans rien changer. À vous de finaliser votre inscription jusqu’à la date limite.',
  payment_pending: 'Vous avez payé le reste par carte ; le paiement est en cours de traitement.',
  payment_refused: 'Le paiement par carte a été refusé. Vous pouvez le renouveler jusqu’à la date limite.',
  validated: 'Vous êtes inscrit(e). Vos droits sont réservés, et le reste est payé s’il y en avait un.',
  in_training: 'L’organisme a déclaré votre entrée en formation.',
  completed: 'L’organisme a déclaré la fin de la formation. Vos droits réservés sont consommés.',
  cancelled:
    'Vous avez annulé après avoir validé. Le dossier indique ce que deviennent vos droits et le reste payé.',
  cancelled_by_organisation:
    'L’organisme a annulé. Vos droits et le reste payé vous sont rendus en totalité.',
};

const actors: Record<Actor, string> = {
  trainee: 'vous',
  organisation: 'l’organisme',
  payment: 'le service de paiement',
  operator: 'le service',
  system: 'la date limite',
};

/** « Comprendre la formation ». */
export const understand = {
  title: 'Comprendre la formation',
  lead: 'Un dossier passe par des états précis. Pour chacun : ce qu’il veut dire, qui peut agir, et ce qui peut arriver ensuite.',
  mainHeading: 'Le parcours habituel',
  besideHeading: 'Ce qui peut aussi arriver',
  nextHeading: 'Ensuite',
  end: 'C’est un état final.',
  arrow: (who: string, label: string) => `« ${label} » : par ${who}`,
  states,
  actors,
  or: ' ou ',
  calculatorLink: 'Calculer une échéance',
  calculatorText:
    'Les délais sont comptés en jours ouvrés. Le calculateur donne la date exacte et les jours sautés.',
};

/** The deadlines calculator. */
export const calculator = {
  title: 'Calculer une échéance',
  lead: 'Un délai se compte en jours ouvrés : du lundi au vendredi, sans les jours fériés. Le jour de départ ne compte pas. Il se termine à 23 h 59, heure de Paris.',
  dayLabel: 'Jour de départ',
  dayHint: 'Le jour de l’envoi, de l’accusé de réception, de l’acceptation ou de l’échec du paiement',
  ruleLabel: 'Délai',
  rules: {
    organisation_reply: (days: number) => `Réponse de l’organisme, sans prérequis (${days} jours ouvrés)`,
    prerequisites_acknowledgement: (days: number) =>
      `Accusé de réception, avec prérequis (${days} jours ouvrés)`,
    prerequisites_reply: (days: number) => `Réponse après vérification des prérequis (${days} jours ouvrés)`,
    trainee_validation: (days: number) => `Votre validation, paiement compris (${days} jours ouvrés)`,
    payment_renewal: (days: number) =>
      `Renouvellement d’un paiement échoué après la date (${days} jour ouvré)`,
  },
  regionLabel: 'Lieu de la formation',
  regions: {
    metropole: 'France métropolitaine',
    'alsace-moselle': 'Alsace-Moselle (deux jours fériés de plus)',
    guadeloupe: 'Guadeloupe (27 mai férié)',
    martinique: 'Martinique (22 mai férié)',
    guyane: 'Guyane (10 juin férié)',
    'la-reunion': 'La Réunion (20 décembre férié)',
    'saint-pierre-et-miquelon': 'Saint-Pierre-et-Miquelon (pas d’autre jour férié)',
    mayotte: 'Mayotte (27 avril férié)',
  },
  button: 'Calculer',
  resultHeading: 'Échéance',
  result: (date: string) => `Jusqu’au ${date}`,
  invalid: 'Choisissez un jour de départ valable et un délai de la liste.',
  back: 'Comprendre la formation',
};
