/** Pages of errors: what to do. What happened is said by the table of problems. */
export const problems = {
  adviceNotFound: 'Vérifiez l’adresse, ou reprenez depuis l’une de ces pages.',
  adviceTraining: 'L’organisme a pu la retirer. Cherchez une formation semblable.',
  adviceForbidden: 'Rien n’a été fait. Revenez à votre page, rechargez-la, puis recommencez.',
  adviceRole:
    'Seuls les administrateurs de votre organisme ont accès à cette page. Demandez à l’un d’eux de faire ce changement, ou de vous donner ce rôle.',
  adviceFactor: 'Rien n’a été fait. Une fois la double authentification activée, recommencez.',
  adviceRefused: 'Rien n’a été changé. Revenez à vos dossiers pour voir leur état actuel.',
  adviceTooLarge: 'Rien n’a été enregistré. Envoyez moins de texte ou un fichier plus petit.',
  adviceWait: (minutes: number) =>
    minutes === 1 ? 'Attendez une minute, puis réessayez.' : `Attendez ${minutes} minutes, puis réessayez.`,
  adviceUnavailable: 'Vos dossiers ne sont pas perdus. Attendez quelques instants, puis rechargez la page.',
  adviceOurFault:
    'La faute n’est pas la vôtre. Réessayez dans quelques minutes ; si l’erreur revient, donnez la référence ci-dessous au support.',
  adviceOther: 'Revenez à la page précédente et recommencez.',
  reference: 'Référence :',
  home: 'Page d’accueil',
  search: 'Rechercher une formation',
  dossiers: 'Mes dossiers de formation',
};
