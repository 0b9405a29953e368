/** What an organisation chooses about mails, and its calendar. */
export const preferences = {
  title: 'Préférences',
  lead: 'Elles valent pour tous les emails envoyés à votre organisme.',
  readOnly: 'Seuls les administrateurs de votre organisme modifient ces préférences.',
  mailsHeading: 'Emails',
  language: 'Langue des emails',
  languages: { fr: 'Français', en: 'Anglais' },
  digest: 'Quand recevoir les nouvelles',
  digests: {
    at_once: 'Tout de suite, un email pour chaque dossier',
    each_business_morning:
      'Ensemble, chaque matin ouvré à 8 h 30 (les rappels de date limite partent tout de suite)',
  },
  optional: 'Emails facultatifs',
  optionalKinds: {
    message: 'Nouveau message d’un titulaire',
  } as Readonly<Record<string, string>>,
  optionalHint:
    'Les demandes, les validations, les annulations, les dates limites et les rappels sont toujours envoyés.',
  save: 'Enregistrer les préférences',
  feedHeading: 'Agenda',
  feedText:
    'Abonnez votre agenda aux dates limites que votre organisme doit tenir. Quiconque a l’adresse peut le lire.',
  feedNone: 'Votre agenda n’a pas d’adresse.',
  feedSince: (date: string) =>
    `Votre agenda a une adresse depuis le ${date}. Elle n’est affichée qu’une fois.`,
  feedOpen: 'Créer une adresse',
  feedReplace: 'Créer une nouvelle adresse',
  feedReplaceText: 'Une nouvelle adresse remplace l’actuelle, qui cesse aussitôt de fonctionner.',
  feedClose: 'Révoquer l’adresse',
  feedTitle: 'L’adresse de votre agenda',
  feedMade:
    'Copiez-la dans votre agenda, comme abonnement ou agenda en ligne : elle ne sera plus jamais affichée.',
  feedAddress: 'Adresse',
  back: 'Revenir aux préférences',
};
