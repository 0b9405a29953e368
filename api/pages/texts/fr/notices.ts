/** What a page says once, after something was done. */
export const notices = {
  draft_opened:
    'Votre dossier est créé. Il n’est pas encore envoyé : vérifiez-le, puis envoyez-le à l’organisme.',
  draft_changed: 'La session de votre dossier est modifiée.',
  sent: 'Votre demande est envoyée à l’organisme.',
  validated: 'Votre validation est enregistrée.',
  cancelled: 'Votre dossier est annulé.',
  deleted: 'Le dossier est supprimé de votre liste.',
  received:
    'Votre demande est reçue, elle est en cours de traitement. Cette page montrera le résultat : rechargez-la dans un instant.',
};
