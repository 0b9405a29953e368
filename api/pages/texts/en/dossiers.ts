import type { dossiers as french } from '../fr/dossiers.ts';

/** The list of a trainee's dossiers. */
export const dossiers: typeof french = {
  title: 'My training dossiers',
  number: (number: string) => `Dossier no. ${number}`,
  filterLabel: 'Show',
  allStates: 'All states',
  filterButton: 'Filter',
  openHeading: 'In progress',
  finishedHeading: 'Finished',
  nothingToDo: 'Nothing to do for now',
  next: {
    accept_dates: 'Answer the dates that the organisation proposes',
    submit: 'Complete your dossier and send it',
    validate: 'Check your dossier and validate it',
    open_payment: 'Pay the remainder by card',
  },
  see: 'Open the dossier',
  emptyHeading: 'You have no dossier yet',
  empty: 'Look for a training, choose a session, then open your dossier: it will appear here.',
  emptyState: (label: string) => `No dossier in the state “${label}”`,
  emptyStateAdvice: 'Choose another state, or show all your dossiers.',
  showAll: 'Show all my dossiers',
  searchLink: 'Search for a training',
};
