import type * as french from '../../fr/organisation/access.ts';

/** Accepting an invitation. */
export const invitation: typeof french.invitation = {
  title: 'Accept your invitation',
  intro: ['A training organisation gives you access to its space. Give your name and choose your password.'],
  forWhom: 'Invitation for {email}, from {organisation}.',
  notValid:
    'This invitation was already used or has expired. If you have chosen a password before, log in. If not, ask an administrator of your organisation to send it again.',
  name: 'First name and surname, read by your colleagues',
  password: 'Password',
  button: 'Open my access',
  forgotten: 'I have an access already, but have forgotten my password',
  doneTitle: 'Your access is open',
  doneText: [
    'Log in with your email address and the password that you have just chosen.',
    'We will then offer you a second factor: it is needed to publish sessions and to administer the space of your organisation.',
  ],
  goOn: 'Log in',
};

/** A lost password. */
export const password: typeof french.password = {
  forgotten: 'Forgotten password?',
  forgottenIntro: [
    'Give your work email address: if it has an access, a link is sent to it by email. It is valid for an hour.',
  ],
  sentTitle: 'Look at your emails',
  sentText: [
    'If this address has an access, a link has just been sent to it.',
    'Nothing comes? Look among your unwanted mails, then try again. If you have not accepted your invitation yet, ask an administrator to send it again.',
  ],
  changedText: [
    'All your sessions have ended. Log in with the new password.',
    'Your second factor, if you have one, stays the same.',
  ],
};

/** The second factor of a member. */
export const secondFactor: typeof french.secondFactor = {
  title: 'Second factor',
  back: 'My account',
  why: 'Beside your password, you give a code shown by an app on your phone. A stolen password is then not enough.',
  needed: 'It is needed to publish sessions and to manage members, API keys and webhooks.',
  off: 'The second factor is not turned on.',
  on: 'The second factor is turned on.',
  onWithout:
    'It is turned on, but this session was opened without it. Log out and log in again with your code.',
  begin: 'Turn on the second factor',
  setUpTitle: 'Turn on the second factor',
  app: 'Install an authenticator app on your phone (such as Aegis, FreeOTP or the one of your company).',
  scan: 'With the app, take a picture of this code.',
  qr: 'QR code for the authenticator app',
  type: 'You cannot take a picture of it? Type this key into the app:',
  open: 'Open in an app on this device',
  confirm: 'Type the 6-digit code that the app shows.',
  code: '6-digit code',
  confirmButton: 'Check and turn on',
  codesTitle: 'Your recovery codes',
  codesText: [
    'The second factor is turned on. Your other sessions have ended.',
    'If you lose your phone, each of these codes stands in once for the one of the app. They will never be shown again: print them or keep them in a password manager.',
  ],
  codesGoOn: 'I have put my codes away',
  removeHeading: 'Turn off',
  removeText:
    'You have another phone? Turn the second factor off with your password and a code, then turn it on again. While it is off, you can neither publish sessions nor administer the space. Without a code, an administrator of your organisation can remove it.',
  removeCode: '6-digit code, or recovery code',
  removeButton: 'Turn off the second factor',
};

/** What a member is asked before what opens a lasting way in. */
export const proof: typeof french.proof = {
  title: 'Confirm that it is you',
  intro:
    'You have been logged in for a while. To protect your organisation, give your password: what you asked for is then done, without typing anything again.',
  password: 'Your password',
  button: 'Confirm',
  cancel: 'Do nothing and go back to the page',
};

/** A member's own account. */
export const account: typeof french.account = {
  title: 'My account',
  identityHeading: 'Your access',
  name: 'Name',
  email: 'Email address',
  role: 'Role',
  organisation: 'Organisation',
  secondFactor: 'Second factor',
  on: 'on',
  off: 'off',
  manage: 'Manage the second factor',
  passwordHeading: 'Change my password',
  currentPassword: 'Current password',
  newPassword: 'New password',
  passwordButton: 'Change my password',
  sessionsHeading: 'Where I am logged in',
  sessionsText: 'You do not know one of them? Close it, then change your password.',
  thisOne: 'This one',
  unknownDevice: 'Unknown device',
  startedAt: (date) => `Opened ${date}`,
  seenAt: (date) => `used ${date}`,
  from: (network) => `from ${network}`,
  end: 'Close',
  endNamed: (device) => `Close the session ${device}`,
  languageHeading: 'Language of the pages',
  languageText: 'The choice holds for this browser.',
  mailLanguageHeading: 'Language of my emails',
  mailLanguageText:
    'It holds for emails written to you alone: invitation, password, security. The language of the emails of your organisation is chosen in the preferences.',
  mailLanguage: 'Language',
  organisationLanguage: 'That of my organisation',
  mailLanguageButton: 'Choose this language',
};
