import type { training as french } from '../fr/training.ts';

/** One training and its sessions. */
export const training: typeof french = {
  back: 'Back to the search',
  level: 'Level obtained',
  subject: 'Subject',
  rncp: 'RNCP code',
  highlights: 'Highlights',
  sessionsHeading: 'Open sessions',
  noSessions:
    'No session is open for now. You can open a dossier without one, and choose a session when the organisation publishes one.',
  place: 'Place',
  remote: 'Remote',
  price: 'Price',
  duration: 'Length',
  prerequisites: 'Prerequisites',
  withPrerequisites: 'Yes: the organisation checks them with you before it replies',
  withoutPrerequisites: 'No',
  openDossier: 'Open a dossier',
  openFor: (dates: string) => `Open a dossier for: ${dates}`,
  newTitle: 'Create your dossier',
  toTraining: 'See the training again',
  openWithout: 'Open a dossier without choosing a session',
  logInFirst: 'You will have to log in to open your dossier. Nothing is sent or paid at this step.',
  free: 'Opening a dossier binds you to nothing: it stays a draft as long as you do not send it.',
};
