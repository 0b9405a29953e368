/** One training and its sessions. */
export const training = {
  back: 'Revenir à la recherche',
  level: 'Niveau obtenu',
  subject: 'Domaine',
  rncp: 'Code RNCP',
  highlights: 'Points forts',
  sessionsHeading: 'Sessions ouvertes',
  noSessions:
    'Aucune session n’est ouverte pour l’instant. Vous pouvez créer un dossier sans session, puis en choisir une quand l’organisme en publiera.',
  place: 'Lieu',
  remote: 'À distance',
  price: 'Prix',
  duration: 'Durée',
  prerequisites: 'Prérequis',
  withPrerequisites: 'Oui : l’organisme les vérifie avec vous avant de répondre',
  withoutPrerequisites: 'Non',
  openDossier: 'Créer un dossier',
  openFor: (dates: string) => `Créer un dossier pour : ${dates}`,
  openWithout: 'Créer un dossier sans choisir de session',
  logInFirst: 'Vous devrez vous connecter pour créer votre dossier. Rien n’est envoyé ni payé à cette étape.',
  free: 'Créer un dossier ne vous engage à rien : il reste un brouillon tant que vous ne l’envoyez pas.',
};
