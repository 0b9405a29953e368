import type { rights as french } from '../fr/rights.ts';

/** The trainee's rights. */
export const rights: typeof french = {
  title: 'My training rights',
  available: 'Rights available',
  reserved: 'Rights reserved',
  reservedHint:
    'Set aside for your validated enrolments; consumed at the end of the training, or given back if you can cancel free of charge.',
  chartLabel: (available: string, reserved: string) =>
    `How your rights are shared out: ${available} available, ${reserved} reserved.`,
  historyLabel: (least: string, most: string) =>
    `Rights available after each of the movements below, from the oldest to the latest: between ${least} and ${most}.`,
  historyHeading: 'Your available rights over time',
  movements: 'Movements',
  date: 'Date',
  what: 'Movement',
  amount: 'Available',
  held: 'Reserved',
  kinds: {
    credit: 'Rights credited',
    reserve: 'Rights reserved for a dossier',
    release: 'Rights given back',
    consume: 'Rights consumed',
    restore: 'Rights reserved again while something is contested',
  },
  emptyHeading: 'No movement yet',
  empty:
    'Your rights will appear here as soon as they are credited. You can already look for a training and prepare a dossier.',
  searchLink: 'Search for a training',
};
