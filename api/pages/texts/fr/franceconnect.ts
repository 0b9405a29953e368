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
  forgetButton: 'Continuer sans FranceConnect+',
};
