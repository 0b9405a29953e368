import type { DeadlineKind } from '../../../../../domain/calendar/deadline.ts';
import type { DossierState } from '../../../../../domain/dossier/states.ts';

const stands: Record<DossierState, string> = {
  draft: 'Ce dossier n’est pas encore envoyé.',
  requested: 'Le titulaire vous demande cette inscription.',
  refused: 'Vous avez refusé cette demande.',
  proposed: 'Vous avez proposé des modifications. Le titulaire doit les vérifier et valider.',
  request_cancelled: 'La demande a été annulée avant sa validation.',
  to_validate: 'Vous avez accepté. Le titulaire doit finaliser son inscription.',
  payment_pending: 'Le titulaire a payé le reste : le paiement est en cours de traitement.',
  payment_refused: 'Le paiement du titulaire n’a pas abouti. Il peut le renouveler.',
  validated: 'Le titulaire est inscrit. Déclarez son entrée le jour où il commence.',
  in_training: 'Le titulaire est en formation. Déclarez la fin quand elle est terminée.',
  completed: 'La formation est terminée.',
  cancelled: 'Le titulaire a annulé après sa validation.',
  cancelled_by_organisation: 'Vous avez annulé ce dossier. Tout est rendu au titulaire.',
};

const until: Record<DeadlineKind, (date: string) => string> = {
  organisation_reply: (date) => `Vous avez jusqu’au ${date} pour répondre`,
  prerequisites_acknowledgement: (date) => `Vous avez jusqu’au ${date} pour accuser réception`,
  prerequisites_reply: (date) => `Vous avez jusqu’au ${date} pour vérifier les prérequis et répondre`,
  trainee_validation: (date) => `Le titulaire a jusqu’au ${date} pour finaliser`,
  payment_renewal: (date) => `Le titulaire a jusqu’au ${date} pour renouveler le paiement`,
  draft_kept: (date) => `Conservé jusqu’au ${date}`,
  record_kept: (date) => `Conservé jusqu’au ${date}`,
};

/** A dossier as its organisation sees it. */
export const dossier = {
  back: 'Dossiers reçus',
  standsHeading: 'Où en est ce dossier',
  stands,
  until,
  trainee: 'Titulaire',
  traineeHint: 'Ces coordonnées servent à répondre à cette demande, et à rien d’autre.',
  name: 'Nom',
  email: 'Adresse électronique',
  phone: 'Téléphone',
  price: 'Prix',
  closureReason: 'Motif',
  contestWords: 'Ce que le titulaire écrit',
  changesHeading: 'Votre proposition',
  difference: (amount: string) => `Différence de prix : ${amount}`,
  noteHeading: 'Votre message',
  timelineHeading: 'Historique',
  who: {
    trainee: 'Le titulaire',
    organisation: 'Votre organisme',
    payment: 'Le service de paiement',
    operator: 'Le service',
    system: 'Le service, automatiquement',
  },
  apiKey: (name: string) => `clé d’API ${name}`,
  nothing: 'Vous n’avez rien à faire pour l’instant.',
  acknowledge: {
    heading: 'Accuser réception',
    text: 'Cette formation a des prérequis. Accusez réception, puis vérifiez-les avec le titulaire : vous aurez 30 jours ouvrés pour répondre.',
    button: 'Accuser réception',
  },
  accept: {
    heading: 'Accepter',
    text: 'Vous acceptez l’inscription aux dates, au lieu et au prix demandés.',
    button: 'Accepter la demande',
  },
  propose: {
    heading: 'Proposer des modifications',
    text: 'Remplissez seulement ce qui change. Le titulaire verra chaque modification avant de valider.',
    price: 'Prix en euros',
    confirmPrice: 'Je confirme ce prix (à cocher s’il est plus élevé que le prix demandé, ou nul)',
    hours: 'Durée en heures',
    unchanged: (value: string) => `Aujourd’hui : ${value}`,
    button: 'Envoyer la proposition',
  },
  refuse: {
    heading: 'Refuser',
    reason: 'Motif, lu par le titulaire (facultatif)',
    text: 'Un refus est définitif. Le titulaire pourra vous contacter ou choisir une autre formation.',
    button: 'Refuser la demande',
  },
  entry: {
    heading: 'Déclarer l’entrée en formation',
    text: 'Déclarez l’entrée un jour de la session, jamais à l’avance. Elle met fin au délai de rétractation du titulaire, qui en est averti et peut la contester.',
    button: 'Déclarer l’entrée',
  },
  end: {
    heading: 'Déclarer la fin de la formation',
    attendance: 'Assiduité en pour cent (facultatif)',
    attendanceHint:
      'Un nombre entier de 0 à 100. Vide ou 100 : à partir du dernier jour de la session seulement.',
    reason: 'Motif d’une assiduité inférieure à 100 %, lu par le titulaire',
    text: 'Les droits du titulaire sont consommés quand vous déclarez la fin. Il en est averti et peut la contester.',
    button: 'Déclarer la fin',
  },
  dates: {
    heading: 'Proposer d’autres dates',
    text: 'Le titulaire accepte ou refuse. Rien n’est annulé : ses droits, ses dates limites et son délai de rétractation ne changent pas.',
    button: 'Proposer ces dates',
  },
  withdrawDates: {
    heading: 'Dates proposées, en attente de réponse',
    text: (dates: string) =>
      `${dates}. Tant que le titulaire n’a pas accepté, les dates du dossier restent les mêmes.`,
    button: 'Retirer ces dates',
  },
  withdraw: {
    heading: 'Annuler ce dossier',
    text: 'Le titulaire récupère tous ses droits et tout ce qu’il a payé. L’annulation est définitive.',
    listed: 'Motif',
    choose: 'Autre motif, à préciser ci-dessous',
    noReason: 'Choisissez un motif, ou écrivez le vôtre.',
    own: 'Autre motif, lu par le titulaire',
    button: 'Annuler ce dossier',
  },
};
