/** What every form of an account's pages says. */
export const forms = {
  errorTitle: 'Erreur',
  errorsHeading: 'À corriger',
  continue: 'Continuer',
  /** What is wrong with a field: the rule's name, and its French message; `told` is said in the page's language already. */
  wrong: (_code: string | undefined, message: string): string => message,
  passwordAgain: 'Votre mot de passe actuel',
  nirLabel: 'Numéro de sécurité sociale',
  nirHint: '13 caractères suivis de la clé de 2 chiffres, avec ou sans espaces',
  passwordLabel: 'Mot de passe',
};
