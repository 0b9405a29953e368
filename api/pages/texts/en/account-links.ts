import type { accountLinks as french } from '../fr/account-links.ts';

/** What the links of our mails open. */
export const accountLinks: typeof french = {
  back: 'Back to the login',
  logIn: 'Log in',
  missing: 'Fill in this field.',
  forgottenTitle: 'Forgotten password',
  forgottenIntro:
    'Give your social security number: if there is an account, a link is sent to you by email. It is valid for an hour.',
  forgottenButton: 'Send me a link',
  sentTitle: 'Look at your emails',
  sentText: [
    'If there is an account with this number, a link has just been sent to its email address.',
    'Nothing comes? Look among your unwanted mails, then try again.',
  ],
  newTitle: 'Choose a new password',
  tokenLabel: 'Link received by email',
  tokenHint: 'It fills in by itself. If not, copy the whole link here.',
  newLabel: 'New password',
  newButton: 'Change my password',
  changedTitle: 'Your password is changed',
  changedText: ['All your sessions have ended. Log in with the new password.'],
  confirmTitle: 'Confirm your new email address',
  confirmButton: 'Confirm this address',
  emailTitle: 'Your email address is changed',
  emailText: ['Our messages will reach you at this address from now on.'],
  goOn: 'See my dossiers',
  unsubscribe: {
    title: 'Your emails',
    kinds: { message: 'new message' },
    ask: (kind) => `Stop receiving these emails: “${kind}”? You can change this later in your preferences.`,
    button: 'Stop receiving these emails',
    done: (kind) => `You will no longer receive these emails: “${kind}”.`,
  },
};
