import type { franceConnect as french } from '../fr/franceconnect.ts';

/** Logging in by FranceConnect+, and the second step of a login. */
export const franceConnect: typeof french = {
  heading: 'FranceConnect+',
  text: 'The safest way to log in: with your certified digital identity, without a password.',
  button: 'Log in with FranceConnect+',
  createAccount: 'Create an account',
  forgotten: 'Forgotten password',
  codeTitle: 'Second factor',
  codeIntro: 'Enter the 6-digit code of your application, or one of your recovery codes.',
  codeLabel: 'Code',
  codeButton: 'Log in',
  codeBack: 'Back to the login',
  nextTitle: 'Your identity is confirmed',
  nextIntro: (names, year) =>
    `FranceConnect+ has confirmed your identity: ${names}, born in ${year}. It does not open an account here yet.`,
  nextUntil: (when) => `You have until ${when} to finish.`,
  linkHeading: 'I have an account: link it to FranceConnect+',
  linkCodeLabel: 'Code of the second factor',
  linkCodeHint: 'Only if you turned it on for your account',
  linkButton: 'Link my account and log in',
  newHeading: 'I am not registered yet',
  newText:
    'Create your account: your birth name is filled in already. Give another email address than the one FranceConnect+ holds.',
  forgetButton: 'Go on without FranceConnect+',
};
