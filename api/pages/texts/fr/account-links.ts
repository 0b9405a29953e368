/** What the links of our mails open. */
export const accountLinks = {
  back: 'Revenir à la connexion',
  logIn: 'Se connecter',
  missing: 'Remplissez ce champ.',
  forgottenTitle: 'Mot de passe oublié',
  forgottenIntro:
    'Indiquez votre numéro de sécurité sociale : si un compte existe, un lien vous est envoyé par email. Il est valable une heure.',
  forgottenButton: 'Recevoir un lien',
  sentTitle: 'Regardez vos emails',
  sentText: [
    'Si un compte existe avec ce numéro, un lien vient d’être envoyé à son adresse électronique.',
    'Vous ne recevez rien ? Regardez parmi les messages indésirables, puis recommencez.',
  ],
  newTitle: 'Choisir un nouveau mot de passe',
  tokenLabel: 'Lien reçu par email',
  tokenHint: 'Il se remplit de lui-même. Sinon, copiez ici le lien entier.',
  newLabel: 'Nouveau mot de passe',
  newButton: 'Changer mon mot de passe',
  changedTitle: 'Votre mot de passe est changé',
  changedText: ['Toutes vos sessions sont terminées. Connectez-vous avec le nouveau mot de passe.'],
  confirmTitle: 'Confirmer votre nouvelle adresse électronique',
  confirmButton: 'Confirmer cette adresse',
  emailTitle: 'Votre adresse électronique est changée',
  emailText: ['Nos messages vous parviendront désormais à cette adresse.'],
  goOn: 'Voir mes dossiers',
  unsubscribe: {
    title: 'Vos courriels',
    kinds: { message: 'nouveau message' },
    ask: (kind: string) =>
      `Ne plus recevoir ces courriels : « ${kind} » ? Vous pourrez revenir sur ce choix dans vos préférences.`,
    button: 'Ne plus recevoir ces courriels',
    done: (kind: string) => `Vous ne recevrez plus ces courriels : « ${kind} ».`,
  },
};
