import type { problems as french } from '../fr/problems.ts';

/** Pages of errors: what to do. What happened is said by the table of problems. */
export const problems: typeof french = {
  adviceNotFound: 'Check the address, or start again from one of these pages.',
  adviceTraining: 'The organisation may have withdrawn it. Look for a similar training.',
  adviceForbidden: 'Nothing was done. Go back to your page, reload it, then start again.',
  adviceRole:
    'Only the administrators of your organisation have access to this page. Ask one of them to make this change, or to give you this role.',
  adviceFactor: 'Nothing was done. Once the second factor is on, try again.',
  adviceRefused: 'Nothing was changed. Go back to your dossiers to see where they stand.',
  adviceTooLarge: 'Nothing was recorded. Send less text, or a smaller file.',
  adviceWait: (minutes: number) =>
    minutes === 1 ? 'Wait a minute, then try again.' : `Wait ${minutes} minutes, then try again.`,
  adviceUnavailable: 'Your dossiers are not lost. Wait a moment, then reload the page.',
  adviceOurFault:
    'It is not your fault. Try again in a few minutes; if the error comes back, give the reference below to support.',
  adviceOther: 'Go back to the page before and start again.',
  reference: 'Reference:',
  home: 'Home page',
  search: 'Search for a training',
  dossiers: 'My training dossiers',
};
