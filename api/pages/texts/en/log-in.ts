import type { logIn as french } from '../fr/log-in.ts';

/** Logging in. */
export const logIn: typeof french = {
  title: 'Log in',
  needed: 'Log in to go on: you will then come back to your page.',
  accountHeading: 'I have an account',
  newHeading: 'I am not registered yet',
  newText:
    'With an account you can use your rights and follow your dossiers. Have your social security number and a personal email address ready.',
  nirLabel: 'Social security number',
  nirHint: '13 characters and the 2-digit key, with or without spaces',
  passwordLabel: 'Password',
  button: 'Log in',
  reopen: 'Closed your account? Open it again',
  missingNir: 'Enter your social security number.',
  missingPassword: 'Enter your password.',
  errorsHeading: 'You could not be logged in',
};
