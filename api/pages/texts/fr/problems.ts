/** Pages of errors: what to do. What happened is said by the table of problems, but where it speaks to programs. */
export const problems = {
  told: {
    csrf_token_invalid: {
      title: 'Cette page n’est plus à jour',
      detail:
        'Votre session a changé depuis que vous l’avez ouverte : vous vous êtes peut-être reconnecté(e) entre-temps.',
    },
    not_permitted: {
      title: 'Réservé aux administrateurs',
      detail: 'Votre rôle ne permet pas cette action.',
    },
    cross_site_request: {
      title: 'Demande venue d’un autre site',
      detail: 'Par sécurité, ce que vous envoyez d’un autre site n’est pas pris en compte.',
    },
    method_not_allowed: {
      title: 'Rien à lire à cette adresse',
      detail: 'Cette adresse sert seulement à envoyer un formulaire.',
    },
    body_too_large: {
      title: 'Envoi trop volumineux',
      detail: 'Ce que vous avez envoyé dépasse la taille acceptée.',
    },
  },
  adviceNotFound: 'Vérifiez l’adresse, ou reprenez depuis l’une de ces pages.',
  adviceTraining: 'L’organisme a pu la retirer. Cherchez une formation semblable.',
  adviceForbidden: 'Rien n’a été fait. Revenez à la page et recommencez.',
  adviceLogIn: 'Recommencez, ou connectez-vous avec votre mot de passe.',
  adviceRole:
    'Seuls les administrateurs de votre organisme ont accès à cette page. Demandez à l’un d’eux de faire ce changement, ou de vous donner ce rôle.',
  adviceFactor: 'Rien n’a été fait. Une fois la double authentification activée, recommencez.',
  adviceRefused: 'Rien n’a été changé. Revenez à vos dossiers pour voir leur état actuel.',
  adviceTooLarge: 'Rien n’a été enregistré. Envoyez moins de texte ou un fichier plus petit.',
  adviceWait: (minutes: number) =>
    minutes === 1 ? 'Attendez une minute, puis réessayez.' : `Attendez ${minutes} minutes, puis réessayez.`,
  adviceUnavailable: 'Vos dossiers ne sont pas perdus. Attendez quelques instants, puis rechargez la page.',
  adviceUnavailableToMembers:
    'Les dossiers reçus ne sont pas perdus. Attendez quelques instants, puis rechargez la page.',
  adviceOurFault:
    'La faute n’est pas la vôtre. Réessayez dans quelques minutes ; si l’erreur revient, donnez la référence ci-dessous au support.',
  adviceOther: 'Revenez à la page précédente et recommencez.',
  reload: 'Recharger cette page',
  pageBefore: 'Revenir à la page où vous étiez',
  reference: 'Référence :',
  home: 'Page d’accueil',
  search: 'Rechercher une formation',
  dossiers: 'Mes dossiers de formation',
};
