/** What stands around every page. */
export const frame = {
  service: 'Dossier formation',
  skip: 'Aller au contenu',
  menu: 'Menu principal',
  sections: {
    search: 'Rechercher une formation',
    rights: 'Mes droits formation',
    dossiers: 'Mes dossiers de formation',
    understand: 'Comprendre la formation',
  },
  logIn: 'Se connecter',
  logOut: 'Se déconnecter',
  footer: 'suit votre demande de formation, du brouillon à la fin de la formation.',
  calculator: 'Calculer une échéance',
  liveChanged: 'Votre dossier a changé. La page est à jour.',
  liveLost: 'Les mises à jour automatiques sont arrêtées. Rechargez la page pour voir l’état actuel.',
  organisations: 'Espace organisme',
  next: 'Page suivante',
  first: 'Revenir à la première page',
  pages: 'Pages de résultats',
};
