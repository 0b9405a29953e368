import type { home as french } from '../fr/home.ts';

/** The first page. */
export const home: typeof french = {
  title: 'Home',
  heading: 'Find a training, follow your dossier',
  lead: 'Use your rights to enrol in a training. You can see at any time where your dossier stands, who must act and until when.',
  searchLabel: 'Which training are you looking for?',
  searchHint: 'For example: anglais à Lyon, soudure, pâtisserie (titles are in French)',
  searchButton: 'Search',
  howHeading: 'How it works',
  steps: [
    {
      title: 'Choose a session',
      text: 'Look for a training, choose dates and open your dossier. You can change it as long as it has not been sent.',
    },
    {
      title: 'The organisation replies',
      text: 'It has a set time to accept, propose changes or refuse. Without a reply in time the request is cancelled and nothing is taken from you.',
    },
    {
      title: 'You validate',
      text: 'You check the exact amounts, use your rights and pay by card what is left, if anything is left.',
    },
    {
      title: 'You attend the training',
      text: 'Your dossier shows your entry into the training, then its end. You can cancel: the consequences are shown first.',
    },
  ],
  moreLink: 'Understand each step',
  dossiersLink: 'See my dossiers',
  rightsLink: 'See my rights',
};
