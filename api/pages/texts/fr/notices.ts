import { organisationNotices } from './organisation/notices.ts';

/** What a page says once, after something was done. */
export const notices = {
  draft_opened:
    'Votre dossier est créé. Il n’est pas encore envoyé : vérifiez-le, puis envoyez-le à l’organisme.',
  draft_changed: 'La session de votre dossier est modifiée.',
  sent: 'Votre demande est envoyée à l’organisme.',
  validated: 'Votre validation est enregistrée.',
  cancelled: 'Votre dossier est annulé.',
  deleted: 'Le dossier est supprimé de votre liste.',
  acknowledged: 'L’accusé de réception est envoyé au titulaire.',
  accepted: 'La demande est acceptée. Le titulaire est averti.',
  proposed: 'Votre proposition est envoyée au titulaire.',
  refused: 'La demande est refusée. Le titulaire est averti.',
  entered: 'L’entrée en formation est déclarée.',
  ended: 'La fin de la formation est déclarée.',
  withdrawn: 'Le dossier est annulé. Le titulaire est averti.',
  proof_kept: 'Votre justificatif est enregistré. Voici ce que devient votre annulation avec lui.',
  proof_deleted: 'Le justificatif est supprimé.',
  message_sent: 'Votre message est envoyé.',
  received:
    'Votre demande est reçue, elle est en cours de traitement. Cette page montrera le résultat : rechargez-la dans un instant.',
  ...organisationNotices,
};
