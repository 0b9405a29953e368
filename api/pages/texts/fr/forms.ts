import type { BrokenRule } from '../../../problems/broken-rule.ts';

const rules: Readonly<Record<Exclude<BrokenRule, 'unreadable_character'>, string>> = {
  empty: 'Remplissez ce champ.',
  none_chosen: 'Choisissez au moins une réponse.',
  not_listed: 'Choisissez une réponse de la liste.',
  not_a_number: 'Saisissez un nombre, par exemple 35 ou 17,5.',
  number_too_low: 'Ce nombre est trop petit.',
  number_too_high: 'Ce nombre est trop grand.',
  text_too_short: 'C’est trop court : vérifiez votre saisie.',
  text_too_long: 'Ce texte est trop long : raccourcissez-le.',
  not_an_email: 'Cette adresse électronique n’est pas valable : nom@exemple.fr est attendu.',
  not_a_url: 'Cette adresse n’est pas valable : https://… est attendu.',
};

/** What every form of an account's pages says. */
export const forms = {
  errorTitle: 'Erreur',
  rules,
  named: (label: string, text: string): string =>
    `${label} : ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
  errorsHeading: 'À corriger',
  sessionOverTitle: 'Rien n’a encore été envoyé',
  sessionOver:
    'Votre session avait pris fin avant l’envoi. Ce que vous aviez saisi est de nouveau là : vérifiez, puis envoyez.',
  filesAgain: 'Les fichiers sont à joindre de nouveau.',
  continue: 'Continuer',
  /** What is wrong with a field: the rule's name, and its French message; `told` is said in the page's language already. */
  wrong: (code: string | undefined, message: string, _character?: string): string =>
    code !== undefined && Object.hasOwn(rules, code) ? rules[code as keyof typeof rules] : message,
  passwordAgain: 'Votre mot de passe actuel',
  nirLabel: 'Numéro de sécurité sociale',
  nirHint: '13 caractères suivis de la clé de 2 chiffres, avec ou sans espaces',
  passwordLabel: 'Mot de passe',
};
