/** Logging in by FranceConnect+, and the second step of a login. */
export const franceConnect = {
  heading: 'FranceConnect+',
  text: 'La façon la plus sûre de vous connecter : avec votre identité numérique certifiée, sans mot de passe.',
  button: 'Se connecter avec FranceConnect+',
  createAccount: 'Créer un compte',
  forgotten: 'Mot de passe oublié',
  codeTitle: 'Double authentification',
  codeIntro: 'Saisissez le code à 6 chiffres de votre application, ou l’un de vos codes de secours.',
  codeLabel: 'Code',
  codeButton: 'Se connecter',
  codeBack: 'Revenir à la connexion',
  nextTitle: 'Votre identité est confirmée',
  nextIntro: (names: string, year: number): string =>
    `FranceConnect+ a confirmé votre identité : ${names}, né(e) en ${year}. Elle n’ouvre encore aucun compte ici.`,
  nextUntil: (when: string): string => `Vous avez jusqu’au ${when} pour terminer.`,
  linkHeading: 'J’ai déjà un compte : le relier à FranceConnect+',
  linkCodeLabel: 'Code de double authentification',
  linkCodeHint: 'Seulement si vous l’avez activée sur votre compte',
  linkButton: 'Relier mon compte et me connecter',
  newHeading: 'Je ne suis pas encore inscrit(e)',
  newText:
    'Créez votre compte : votre nom de naissance est déjà rempli. Donnez une autre adresse électronique que celle de FranceConnect+.',
  takeoverHeading: 'Un compte existe avec mon numéro, mais je ne peux pas l’ouvrir',
  takeoverText:
    'Quelqu’un l’a ouvert à votre place, ou vous n’avez plus ni le mot de passe ni l’adresse électronique ? Vous pouvez le reprendre.',
  takeoverLink: 'Reprendre mon compte',
  takeoverTitle: 'Reprendre mon compte',
  takeoverIntro: [
    'FranceConnect+ a confirmé qui vous êtes. Donnez votre numéro de sécurité sociale et une adresse électronique que vous seul(e) lisez : un lien y est envoyé si ce compte peut être repris.',
    'La personne qui a ce compte aujourd’hui est prévenue. Un compte déjà relié à FranceConnect+ ne peut pas être repris.',
  ],
  takeoverEmail: 'Votre adresse électronique',
  takeoverEmailHint: 'Une autre que celle de FranceConnect+',
  takeoverButton: 'Recevoir un lien',
  takeoverBack: 'Revenir au choix',
  takeoverSentTitle: 'Regardez vos emails',
  takeoverSentText: [
    'Si ce compte peut être repris, un lien vient d’être envoyé à votre adresse. Il est valable une heure.',
    'Vous ne recevez rien ? Regardez parmi les messages indésirables, ou créez votre compte.',
  ],
  takenButton: 'Reprendre mon compte',
  takenTitle: 'Votre compte est à vous',
  takenText: [
    'Les sessions et les moyens de connexion d’avant ne valent plus rien. Connectez-vous avec FranceConnect+, ou avec votre numéro et votre nouveau mot de passe.',
    'Vérifiez ensuite vos coordonnées et vos dossiers.',
  ],
  forgetButton: 'Continuer sans FranceConnect+',
};
