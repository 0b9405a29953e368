/** Logging in as a member of an organisation. */
export const logIn = {
  title: 'Se connecter à l’espace organisme',
  heading: 'Vous travaillez pour un organisme de formation',
  email: 'Adresse électronique professionnelle',
  password: 'Mot de passe',
  button: 'Se connecter',
  newHere: 'Pas encore d’accès ? Un administrateur de votre organisme vous envoie une invitation.',
  trainee: 'Vous suivez ou cherchez une formation ? Connectez-vous à l’espace des titulaires.',
  codeTitle: 'Votre code de sécurité',
  code: 'Code à 6 chiffres, ou code de secours',
  codeHint: 'Le code est affiché par votre application d’authentification. Vous avez 5 minutes.',
  codeButton: 'Continuer',
  startAgain: 'Recommencer la connexion',
};
