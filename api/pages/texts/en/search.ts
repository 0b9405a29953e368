import type { search as french } from '../fr/search.ts';

/** The search for trainings. */
export const search: typeof french = {
  title: 'Search for a training',
  wordsLabel: 'Training, job or certification',
  departmentLabel: 'Department',
  anywhere: 'Anywhere in France',
  button: 'Search',
  clear: 'Clear the filters',
  resultsHeading: 'Trainings on offer',
  resultsFor: (words: string) => `Trainings for “${words}”`,
  organisation: 'Organisation',
  department: 'Place',
  duration: 'Length',
  price: 'Price',
  hours: (range: string) => `${range} hours`,
  between: (least: string, most: string) => `${least} to ${most}`,
  certification: 'Certification',
  sessions: (count: number, day: string) =>
    count === 1 ? `1 open session, from ${day}` : `${count} open sessions, from ${day}`,
  noSession: 'No open session for now',
  unknownPrice: 'To be given by the organisation',
  emptyHeading: 'No training matches',
  emptyAdvice: [
    'Try a more general word: “anglais” rather than “anglais des affaires niveau B2”.',
    'Check the spelling, or use a single word. Titles are in French.',
    'Search anywhere in France: some trainings are remote.',
  ],
  invalid: 'This search cannot be done: use at most 200 characters and choose a department of the list.',
};
