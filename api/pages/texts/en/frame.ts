import { productName } from '../../../../domain/product-name.ts';
import type { frame as french } from '../fr/frame.ts';

/** What stands around every page. */
export const frame: typeof french = {
  service: productName,
  skip: 'Skip to content',
  menu: 'Main menu',
  sections: {
    search: 'Search for a training',
    rights: 'My training rights',
    dossiers: 'My training dossiers',
    understand: 'How training works',
  },
  logIn: 'Log in',
  logOut: 'Log out',
  footer: 'follows your training request, from the first draft to the end of the course.',
  calculator: 'Work out a deadline',
  mailProblem: {
    text: 'The last email that we sent you did not arrive. Check your email address.',
    link: 'Check my address',
  },
  session: {
    line: (idle: string, end: string) =>
      `Your session ends at ${idle} if you do nothing, and at ${end} at the latest (Paris time).`,
    soon: 'Your session is about to end, in less than two minutes, since you have done nothing for a while.',
    last: 'Your session is about to end, in less than two minutes. Finish what you are doing, then log in again.',
    stay: 'Stay logged in',
    ended: 'Your session has ended. What you typed on this page has not been sent.',
    logIn: 'Log in again',
  },
  terms: 'General terms',
  liveChanged: 'Your dossier has changed. This page is up to date.',
  liveLost: 'Automatic updates have stopped. Reload the page to see the present state.',
  organisations: 'Organisations',
  next: 'Next page',
  first: 'Back to the first page',
  pages: 'Pages of results',
};
