/** The dossiers sent to an organisation. */
export const inbox = {
  title: 'Dossiers reçus',
  lead: 'Les dossiers dont la date limite est la plus proche sont en premier.',
  counts: 'Afficher par état',
  all: 'Tous',
  counted: (count: number, isMore: boolean) => (isMore ? `plus de ${count}` : String(count)),
  toAnswer: (count: number, isMore: boolean) =>
    isMore
      ? `Plus de ${count} demandes attendent votre réponse.`
      : count === 1
        ? '1 demande attend votre réponse.'
        : `${count} demandes attendent votre réponse.`,
  noneToAnswer: 'Aucune demande n’attend votre réponse.',
  searchLabel: 'Nom du titulaire ou numéro du dossier',
  stateLabel: 'État',
  sinceLabel: 'Envoyés depuis le',
  unreadLabel: 'Seulement avec un message non lu',
  searchButton: 'Rechercher',
  ofSession: (dates: string, title: string) => `Dossiers pour « ${title} », ${dates}`,
  invalid: 'Cette recherche ne peut pas être faite : vérifiez la date, et utilisez au plus 200 caractères.',
  unread: (count: number) => (count === 1 ? '1 message non lu' : `${count} messages non lus`),
  sentOn: (day: string) => `Envoyé le ${day}`,
  overdue: 'Date dépassée',
  yourTurn: 'À vous de répondre',
  emptyHeading: 'Aucun dossier',
  empty: 'Les demandes apparaîtront ici. Les titulaires en envoient pour les sessions que vous publiez.',
  goToTrainings: 'Voir vos formations',
  emptySearch: 'Aucun dossier ne correspond à cette recherche',
  emptyState: (label: string) => `Aucun dossier dans l’état « ${label} »`,
  showAll: 'Afficher tous les dossiers',
  choose: (number: string) => `Choisir le dossier ${number}`,
  chosen: {
    accept: 'Accepter les demandes cochées',
    acknowledge: 'Accuser réception des demandes cochées',
    refuse: 'Refuser les demandes cochées',
  },
  bulkHint:
    'Chaque demande cochée reçoit la même réponse, sans modification, et son titulaire en est averti aussitôt. Un refus vous est d’abord montré pour confirmation.',
  refuseTitle: (count: number) => (count === 1 ? 'Refuser cette demande' : `Refuser ces ${count} demandes`),
  refuseText: 'Un refus est définitif. Chaque titulaire reçoit votre motif.',
  reasonHint: 'Le même motif est envoyé à chacun : n’y nommez personne.',
  refuseButton: (count: number) => (count === 1 ? 'Refuser la demande' : `Refuser les ${count} demandes`),
  csv: 'Télécharger la liste (CSV)',
  csvHint: (most: string) =>
    `Le fichier contient les dossiers affichés par cette recherche, ${most} au plus.`,
  resultTitle: 'Résultat des réponses',
  done: { accept: 'Acceptée', acknowledge: 'Accusé de réception envoyé', refuse: 'Refusée' },
  received: 'Reçue, en cours de traitement',
  notDone: { accept: 'Non acceptée', acknowledge: 'Accusé de réception non envoyé', refuse: 'Non refusée' },
  noneChosen: 'Vous n’avez coché aucune demande.',
  backToList: 'Revenir aux dossiers reçus',
};
