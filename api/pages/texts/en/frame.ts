import type { frame as french } from '../fr/frame.ts';

/** What stands around every page. */
export const frame: typeof french = {
  service: 'Dossier formation',
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
  liveChanged: 'Your dossier has changed. This page is up to date.',
  liveLost: 'Automatic updates have stopped. Reload the page to see the present state.',
  organisations: 'Organisations',
  next: 'Next page',
  first: 'Back to the first page',
  pages: 'Pages of results',
};
