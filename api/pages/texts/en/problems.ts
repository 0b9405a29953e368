import type { problems as french } from '../fr/problems.ts';

/** Pages of errors: what to do. What happened is said by the table of problems, but where it speaks to programs. */
export const problems: typeof french = {
  told: {
    csrf_token_invalid: {
      title: 'This page is out of date',
      detail: 'Your session has changed since you opened it: you may have logged in again meanwhile.',
    },
    not_permitted: {
      title: 'For administrators only',
      detail: 'Your role does not allow this.',
    },
    cross_site_request: {
      title: 'Request from another site',
      detail: 'For your security, what you send from another site is not taken.',
    },
    method_not_allowed: {
      title: 'Nothing to read at this address',
      detail: 'This address only takes forms.',
    },
    body_too_large: {
      title: 'Too large to send',
      detail: 'What you sent is larger than what is accepted.',
    },
  },
  adviceNotFound: 'Check the address, or start again from one of these pages.',
  adviceTraining: 'The organisation may have withdrawn it. Look for a similar training.',
  adviceForbidden: 'Nothing was done. Go back to the page and start again.',
  adviceLogIn: 'Start again, or log in with your password.',
  adviceRole:
    'Only the administrators of your organisation have access to this page. Ask one of them to make this change, or to give you this role.',
  adviceFactor: 'Nothing was done. Once the second factor is on, try again.',
  adviceRefused: 'Nothing was changed. Go back to your dossiers to see where they stand.',
  adviceTooLarge: 'Nothing was recorded. Send less text, or a smaller file.',
  adviceWait: (minutes: number) =>
    minutes === 1 ? 'Wait a minute, then try again.' : `Wait ${minutes} minutes, then try again.`,
  adviceUnavailable: 'Your dossiers are not lost. Wait a moment, then reload the page.',
  adviceUnavailableToMembers: 'The dossiers you received are not lost. Wait a moment, then reload the page.',
  adviceOurFault:
    'It is not your fault. Try again in a few minutes; if the error comes back, give the reference below to support.',
  adviceOther: 'Go back to the page before and start again.',
  reload: 'Reload this page',
  pageBefore: 'Go back to the page you were on',
  reference: 'Reference:',
  home: 'Home page',
  search: 'Search for a training',
  dossiers: 'My training dossiers',
};
