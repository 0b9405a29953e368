/** The search for trainings. */
export const search = {
  title: 'Rechercher une formation',
  wordsLabel: 'Formation, métier ou certification',
  departmentLabel: 'Département',
  anywhere: 'Toute la France',
  button: 'Rechercher',
  clear: 'Effacer les filtres',
  resultsHeading: 'Formations proposées',
  resultsFor: (words: string) => `Formations pour « ${words} »`,
  organisation: 'Organisme',
  department: 'Lieu',
  duration: 'Durée',
  price: 'Prix',
  hours: (range: string) => `${range} heures`,
  between: (least: string, most: string) => `de ${least} à ${most}`,
  certification: 'Certification',
  sessions: (count: number, day: string) =>
    count === 1 ? `1 session ouverte, à partir du ${day}` : `${count} sessions ouvertes, à partir du ${day}`,
  noSession: 'Aucune session ouverte pour l’instant',
  unknownPrice: 'À préciser par l’organisme',
  emptyHeading: 'Aucune formation ne correspond',
  emptyAdvice: [
    'Essayez un mot plus général : « anglais » plutôt que « anglais des affaires niveau B2 ».',
    'Vérifiez l’orthographe, ou utilisez un seul mot.',
    'Cherchez dans toute la France : certaines formations se suivent à distance.',
  ],
  invalid:
    'La recherche ne peut pas être faite ainsi : utilisez au plus 200 caractères et choisissez un département de la liste.',
};
