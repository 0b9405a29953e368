/** Logging in. */
export const logIn = {
  title: 'Se connecter',
  needed: 'Connectez-vous pour continuer : vous reviendrez ensuite à votre page.',
  accountHeading: 'J’ai déjà un compte',
  newHeading: 'Je ne suis pas encore inscrit(e)',
  newText:
    'Un compte vous permet d’utiliser vos droits et de suivre vos dossiers. Préparez votre numéro de sécurité sociale et une adresse électronique personnelle.',
  nirLabel: 'Numéro de sécurité sociale',
  nirHint: '13 caractères suivis de la clé de 2 chiffres, avec ou sans espaces',
  passwordLabel: 'Mot de passe',
  button: 'Se connecter',
  reopen: 'Compte fermé ? Le rouvrir',
  missingNir: 'Saisissez votre numéro de sécurité sociale.',
  missingPassword: 'Saisissez votre mot de passe.',
  errorsHeading: 'La connexion n’a pas abouti',
};
