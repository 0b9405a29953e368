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
  takeoverHeading: 'There is an account with my number, but I cannot open it',
  takeoverText:
    'Somebody opened it in your place, or you no longer have its password nor its email address? You can take it over.',
  takeoverLink: 'Take over my account',
  takeoverTitle: 'Take over my account',
  takeoverIntro: [
    'FranceConnect+ has confirmed who you are. Give your social security number and an email address that you alone read: a link is sent there if this account can be taken over.',
    'Whoever has this account today is told. An account that is linked to FranceConnect+ already cannot be taken over.',
  ],
  takeoverEmail: 'Your email address',
  takeoverEmailHint: 'Another than the one FranceConnect+ holds',
  takeoverButton: 'Send me a link',
  takeoverBack: 'Back to the choice',
  takeoverSentTitle: 'Look at your emails',
  takeoverSentText: [
    'If this account can be taken over, a link has just been sent to your address. It is valid for an hour.',
    'Nothing comes? Look among your unwanted mails, or create your account.',
  ],
  takenButton: 'Take over my account',
  takenTitle: 'Your account is yours',
  takenText: [
    'The sessions and means of login of before are worth nothing any more. Log in by FranceConnect+, or with your number and your new password.',
    'Then check your contact details and your dossiers.',
  ],
  forgetButton: 'Go on without FranceConnect+',
};
