import type { BrokenRule } from '../../../problems/broken-rule.ts';
import type { forms as french } from '../fr/forms.ts';

const rules: Readonly<Record<string, string>> = {
  too_short: 'The password has at least 12 characters.',
  too_long: 'The password has at most 128 characters.',
  no_digit: 'The password holds at least one digit.',
  no_lower_case: 'The password holds at least one lower-case letter.',
  no_upper_case: 'The password holds at least one upper-case letter.',
  no_special: 'The password holds at least one special character.',
  too_common: 'This password is one of the most used: choose another.',
  contains_nir: 'The password does not hold your social security number.',
  contains_name: 'The password does not hold your name.',
  contains_email: 'The password does not hold your email address.',
  same_password: 'This is your present password: choose another.',
  invalid_nir: 'This social security number is not valid: check its 13 characters and its 2-digit key.',
  invalid_birth_name: 'Give your birth family name as it stands on your birth certificate.',
  invalid_email: 'This email address is not valid: name@example.com is expected.',
  same_as_franceconnect: 'Give another address than the one FranceConnect+ holds.',
  invalid_phone:
    'This phone number is not valid. In France it has 10 digits; for another country, start with + and its code, such as +41 for Switzerland.',
  invalid_street: 'Give the number and the street.',
  invalid_address_complement: 'This address complement is not valid.',
  invalid_postcode:
    'Give a postcode that exists: 5 digits in France and Monaco. If you live elsewhere, choose your country.',
  invalid_country: 'Choose a country of the list.',
  invalid_city: 'Give the name of the town.',
  invalid_diploma_level: 'Choose a level of the list.',
  invalid_diploma_year: 'Give the year in which you obtained this diploma, in four digits.',
  code_shape: 'The code has 6 digits.',
  choose_category: 'Choose a category of the list.',
  accept_terms: 'Accept the general terms to go on.',
  missing: 'Fill in this field.',
};

const plainRules: Readonly<Record<Exclude<BrokenRule, 'unreadable_character'>, string>> = {
  empty: 'Fill in this field.',
  none_chosen: 'Choose at least one answer.',
  not_listed: 'Choose an answer of the list.',
  not_a_number: 'Type a number, such as 35 or 17.5.',
  number_too_low: 'This number is too small.',
  number_too_high: 'This number is too large.',
  text_too_short: 'This is too short: check what you typed.',
  text_too_long: 'This text is too long: shorten it.',
  not_an_email: 'This email address is not valid: name@example.com is expected.',
  not_a_url: 'This address is not valid: https://… is expected.',
};
/** What is said of the one character that a rule does not take. */
const characterRules: Readonly<Record<string, (character: string) => string>> = {
  invalid_birth_name: (character) =>
    `A birth name is written with letters, spaces, apostrophes, full stops and hyphens: “${character}” is none of them.`,
  invalid_email: (character) =>
    `An email address does not hold “${character}” before its @: name@example.com is expected.`,
  unreadable_character: (character) =>
    `This text holds a character that cannot be kept (${character}): remove it.`,
};
const saidRules: Readonly<Record<string, string>> = { ...rules, ...plainRules };

/** What every form of an account's pages says. */
export const forms: typeof french = {
  errorTitle: 'Error',
  rules: plainRules,
  named: (label, text) => `${label}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
  errorsHeading: 'To correct',
  sessionOverTitle: 'Nothing was sent yet',
  sessionOver:
    'Your session had ended before you sent this. What you had typed is here again: check it, then send it.',
  filesAgain: 'Attach the files again.',
  continue: 'Continue',
  wrong: (code = '', message, character) => {
    if (code === 'told') return message;
    if (character === undefined) return saidRules[code] ?? 'What you typed here is not valid.';
    return characterRules[code]?.(character) ?? `This line cannot hold “${character}”: remove it.`;
  },
  passwordAgain: 'Your current password',
  nirLabel: 'Social security number',
  nirHint: '13 characters and the 2-digit key, with or without spaces',
  passwordLabel: 'Password',
};
