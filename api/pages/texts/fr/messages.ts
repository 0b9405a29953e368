/** The messages between a trainee and the organisation. */
export const messages = {
  title: 'Messages',
  heading: (organisation: string) => `Messages avec ${organisation}`,
  back: 'Revenir au dossier',
  writeHeading: 'Écrire un message',
  textLabel: 'Votre message',
  textHint: (organisation: string) =>
    `${organisation} est prévenu par email. N’écrivez pas votre numéro de sécurité sociale.`,
  filesLabel: 'Pièces jointes (facultatif)',
  filesHint: '5 fichiers au plus, PDF, JPEG ou PNG, de 10 Mo chacun au plus.',
  send: 'Envoyer le message',
  noText: 'Écrivez votre message.',
  badText: 'Votre message a 4 000 caractères au plus, sans caractère de contrôle.',
  closedDraft: 'Vous pourrez écrire à l’organisme une fois votre demande envoyée.',
  closed: 'Ce dossier est terminé : les messages restent à lire, et on ne peut plus en écrire.',
  listHeading: 'Messages, le plus récent en premier',
  empty: 'Aucun message pour l’instant.',
  you: 'Vous',
  unread: 'Non lu',
  read: (date: string) => `Lu le ${date}`,
  notRead: 'Pas encore lu',
  attached: 'Pièces jointes',
  link: (unread: number) =>
    unread === 0
      ? 'Messages avec l’organisme'
      : unread === 1
        ? 'Messages avec l’organisme (1 non lu)'
        : `Messages avec l’organisme (${unread} non lus)`,
};
