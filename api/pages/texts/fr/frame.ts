import { productName } from '../../../../domain/product-name.ts';

/** What stands around every page. */
export const frame = {
  service: productName,
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
  mailProblem: {
    text: 'Le dernier email que nous vous avons envoyé n’est pas arrivé. Vérifiez votre adresse électronique.',
    link: 'Vérifier mon adresse',
  },
  session: {
    line: (idle: string, end: string) =>
      `Votre session se termine à ${idle} si vous ne faites rien, et au plus tard à ${end} (heure de Paris).`,
    soon: 'Votre session va se terminer dans moins de deux minutes, parce que vous n’avez rien fait depuis un moment.',
    last: 'Votre session va se terminer dans moins de deux minutes. Terminez ce que vous faites, puis reconnectez-vous.',
    stay: 'Rester connecté',
    ended: 'Votre session est terminée. Ce que vous avez saisi sur cette page n’est pas envoyé.',
    logIn: 'Se reconnecter',
  },
  terms: 'Conditions générales',
  liveChanged: 'Votre dossier a changé. La page est à jour.',
  liveLost: 'Les mises à jour automatiques sont arrêtées. Rechargez la page pour voir l’état actuel.',
  organisations: 'Espace organisme',
  next: 'Page suivante',
  first: 'Revenir à la première page',
  pages: 'Pages de résultats',
};
