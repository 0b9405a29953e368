import type { frenchLetters } from './french-letters.ts';

const notYou = 'You did not ask for anything? Ignore this message: without this link, nothing changes.';
const alarm =
  'It was not you? Ask for a new password at once from the page “Log in”: that closes every open session.';

/** The letters about an account to its owner, in English. */
export const englishLetters: typeof frenchLetters = {
  code: (code, url) => ({
    subject: 'Your code to create your account',
    paragraphs: [
      'Here is the code to enter to go on creating your account:',
      code,
      'It is valid for 15 minutes from your request, and takes the place of any that you were sent before. After 4 wrong ' +
        'entries you have to start again.',
      'The button below leads back to the page where you enter it, in the browser in which you began.',
      'You did not ask for anything? Give this code to nobody and ignore this message: no account will be created.',
    ],
    action: { label: 'Enter my code', url },
  }),
  knownAccount: () => ({
    subject: 'You already have an account',
    paragraphs: [
      'Somebody has just asked for an account with your social security number. You already have an account: no other ' +
        'will be created.',
      'If it was you, log in, or ask for a new password if you forgot yours.',
      'If it was not you, there is nothing to do: nobody got into your account.',
    ],
  }),
  sharedAddress: (url) => ({
    subject: 'This address serves an account already',
    paragraphs: [
      'Somebody has just asked for an account with this email address and another social security number than that of its account. An address ' +
        'serves one account only: no other will be created with it.',
      'Two people read this mailbox? The second starts again with an address of their own. Many mail services give one without another ' +
        'mailbox: an alias, or a word added before the @, such as name+camille@example.com.',
      'If it was nobody of your home, there is nothing to do: nobody got into your account.',
    ],
    action: { label: 'Start again with another address', url },
  }),
  addressInUse: () => ({
    subject: 'This address serves an account already',
    paragraphs: [
      'This address was given as the new address of an account. It serves another one already, and an address serves one account only: nothing ' +
        'has changed.',
      'Two people read this mailbox? The second gives an address of their own. Many mail services give one without another mailbox: an alias, ' +
        'or a word added before the @, such as name+camille@example.com.',
      'If it was nobody of your home, there is nothing to do: nobody got into your account.',
    ],
  }),
  welcome: () => ({
    subject: 'Your account is created',
    paragraphs: ['Your account is created. Log in with your social security number and your password.'],
  }),
  passwordReset: (url) => ({
    subject: 'Choose a new password',
    paragraphs: [
      'A new password was asked for, for your account. The link below is valid for an hour and works once.',
      notYou,
    ],
    action: { label: 'Choose a new password', url },
  }),
  newEmail: (url) => ({
    subject: 'Confirm your new email address',
    paragraphs: [
      'This address was given as the new address of an account. The link below is valid for an hour and works once.',
      notYou,
    ],
    action: { label: 'Confirm this address', url },
  }),
  emailChangeWarning: () => ({
    subject: 'Your email address is about to change',
    paragraphs: [
      'Another email address was asked for, for your account. It takes the place of this one as soon as it is confirmed.',
      alarm,
    ],
  }),
  takeover: (url) => ({
    subject: 'Take over your account',
    paragraphs: [
      'You have confirmed your identity by FranceConnect+ and asked to take over the account opened with your social security ' +
        'number. The link below is valid for an hour and works once.',
      notYou,
    ],
    action: { label: 'Take over my account', url },
  }),
  takeoverAsked: () => ({
    subject: 'Somebody asks to take over your account',
    paragraphs: [
      'A person whose identity FranceConnect+ has confirmed (the same name and birth as this account) asks to take it over.',
      'This account is yours? Log in by FranceConnect+ and link it at once: nobody else can take it over then.',
      'It was you? Follow the link sent to your new address.',
    ],
  }),
  takenOver: () => ({
    subject: 'Your account was taken over',
    paragraphs: [
      'This account was taken over by the person whose identity FranceConnect+ has confirmed. Your sessions are closed, and this ' +
        'address no longer gets its messages.',
      'You think that this is a mistake? Write to the service: FranceConnect+ knows the identity of the person.',
    ],
  }),
  takeoverDone: () => ({
    subject: 'Your account is yours',
    paragraphs: [
      'You have taken over your account: it now opens by FranceConnect+, or by your number and your new password.',
      'Check your contact details, and the dossiers that somebody else may have opened with your rights: you can cancel them.',
    ],
  }),
  passwordChanged: () => ({
    subject: 'Your password has changed',
    paragraphs: [
      'The password of your account has just been changed. Your other sessions are closed.',
      alarm,
    ],
  }),
  lockedOut: () => ({
    subject: 'Attempts to log in to your account',
    paragraphs: [
      'Several wrong passwords were entered for your account. To be safe, you have to wait a little between two tries, ' +
        'except on devices that you use already.',
      'It was you? Wait, or ask for a new password from the page “Log in”.',
      'It was not you? Nobody got in. If you use this password elsewhere too, change it.',
    ],
  }),
  wrongCodes: () => ({
    subject: 'Wrong codes for your account',
    paragraphs: [
      'Several wrong codes of the second factor were entered for your account, with the right password. There is now a wait ' +
        'between two tries.',
      'It was not you? Somebody knows your password. Nobody got in, but choose a new password at once from the page “Log in”.',
    ],
  }),
  secondFactorOn: () => ({
    subject: 'Second factor turned on',
    paragraphs: [
      'The second factor protects your account from now on. Keep your recovery codes in a safe place.',
      alarm,
    ],
  }),
  secondFactorOff: () => ({
    subject: 'Second factor turned off',
    paragraphs: ['The second factor of your account has just been turned off.', alarm],
  }),
  recoveryCodesReplaced: () => ({
    subject: 'New recovery codes',
    paragraphs: [
      'New recovery codes were just made for your account. The old ones do not work any more.',
      alarm,
    ],
  }),
  exportReady: (url, until) => ({
    subject: 'Your personal data are ready',
    paragraphs: [
      'You asked for a copy of the personal data that we keep about you. It is ready.',
      `Log in to download it, until ${until}.`,
      'If you did not ask for anything, change your password.',
    ],
    action: { label: 'Download my data', url },
  }),
  accountClosed: (url, until) => ({
    subject: 'Your account is closed',
    paragraphs: [
      'As you asked, your account is closed: nobody can log in to it any more.',
      `Until ${until} you can open it again. Without your password, you can ask us to do so by replying to this message.`,
      'After that your email address, phone, address and ways to log in are erased.',
      'Training dossiers are kept for as long as the law asks, then erased with your identity.',
    ],
    action: { label: 'Open my account again', url },
  }),
};
