/** The list of a trainee's dossiers. */
export const dossiers = {
  title: 'Mes dossiers de formation',
  number: (number: string) => `Dossier n° ${number}`,
  filterLabel: 'Afficher',
  allStates: 'Tous les états',
  filterButton: 'Filtrer',
  openHeading: 'En cours',
  finishedHeading: 'Terminés',
  nothingToDo: 'Rien à faire pour l’instant',
  next: {
    accept_dates: 'Répondez aux dates que l’organisme propose',
    submit: 'Complétez et envoyez votre dossier',
    validate: 'Vérifiez et validez votre dossier',
    open_payment: 'Payez le reste par carte',
  },
  see: 'Ouvrir le dossier',
  emptyHeading: 'Vous n’avez pas encore de dossier',
  empty: 'Cherchez une formation, choisissez une session, puis créez votre dossier : il apparaîtra ici.',
  emptyState: (label: string) => `Aucun dossier dans l’état « ${label} »`,
  emptyStateAdvice: 'Choisissez un autre état, ou affichez tous vos dossiers.',
  showAll: 'Afficher tous mes dossiers',
  searchLink: 'Rechercher une formation',
};
