import { organisationNotices } from './organisation/notices.ts';

/** What a page says once, after something was done. */
export const notices = {
  draft_opened:
    'Votre dossier est créé. Il n’est pas encore envoyé : vérifiez-le, puis envoyez-le à l’organisme.',
  draft_changed: 'La session de votre dossier est modifiée.',
  sent: 'Votre demande est envoyée à l’organisme.',
  validated: 'Votre validation est enregistrée.',
  contested: 'Votre contestation est envoyée à notre service. L’organisme en est averti.',
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
  profile_changed: 'Vos coordonnées et votre profil sont enregistrés.',
  email_change_asked: 'Un lien est envoyé à la nouvelle adresse. Ouvrez-le dans l’heure pour la confirmer.',
  password_changed: 'Votre mot de passe est changé. Vos autres sessions sont terminées.',
  session_ended: 'La session est terminée.',
  second_factor_off: 'La double authentification est désactivée.',
  franceconnect_unlinked: 'Le lien avec FranceConnect+ est supprimé.',
  code_sent_again: 'Un nouveau code vient d’être envoyé. Le précédent n’est plus valable.',
  preferences_changed: 'Vos choix sont enregistrés.',
  calendar_revoked: 'L’adresse d’agenda est supprimée : elle ne fonctionne plus.',
  export_asked: 'Votre demande est prise en compte. Un email vous préviendra.',
  received:
    'Votre demande est reçue, elle est en cours de traitement. Cette page montrera le résultat : rechargez-la dans un instant.',
  ...organisationNotices,
};
