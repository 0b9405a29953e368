import type { logIn as french } from '../../fr/organisation/log-in.ts';

/** Logging in as a member of an organisation. */
export const logIn: typeof french = {
  title: 'Organisations: log in',
  heading: 'You work for a training organisation',
  email: 'Work email address',
  password: 'Password',
  button: 'Log in',
  newHere: 'No access yet? An administrator of your organisation sends you an invitation.',
  trainee: 'You follow or look for a training? Log in to the trainees’ part.',
  codeTitle: 'Your security code',
  code: '6-digit code, or recovery code',
  codeHint: 'Your authenticator app shows the code. You have 5 minutes.',
  codeButton: 'Continue',
  startAgain: 'Start the login again',
};
