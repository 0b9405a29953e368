/** What is said to an organisation of its messages, other than to a trainee. */
export const messages = {
  textHint: (trainee: string) => `${trainee} est prévenu(e) par email.`,
  you: 'Votre organisme',
  byYourself: (name: string) => `${name} (vous)`,
  byKey: (name: string) => `Via l’API, clé « ${name} »`,
  link: (unread: number) =>
    unread === 0
      ? 'Messages avec le titulaire'
      : unread === 1
        ? 'Messages avec le titulaire (1 non lu)'
        : `Messages avec le titulaire (${unread} non lus)`,
};
