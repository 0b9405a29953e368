import type { inbox as french } from '../../fr/organisation/inbox.ts';

/** The dossiers sent to an organisation. */
export const inbox: typeof french = {
  title: 'Dossiers received',
  lead: 'Dossiers with the nearest deadline come first.',
  counts: 'Show by state',
  all: 'All',
  toAnswer: (count: number) =>
    count === 1 ? '1 request waits for your reply.' : `${count} requests wait for your reply.`,
  noneToAnswer: 'No request waits for your reply.',
  overdue: 'Overdue',
  yourTurn: 'Your reply is due',
  emptyHeading: 'No dossier',
  empty: 'Requests will appear here. Trainees send them for the sessions that you publish.',
  goToTrainings: 'See your trainings',
  emptyState: (label: string) => `No dossier in the state “${label}”`,
  showAll: 'Show all dossiers',
  choose: (number: string) => `Choose dossier ${number}`,
  acceptChosen: 'Accept the ticked requests',
  acceptHint: 'Each ticked request is accepted unchanged. The trainee is told at once.',
  csv: 'Download the list (CSV)',
  resultTitle: 'Result of the acceptance',
  accepted: 'Accepted',
  received: 'Received, being processed',
  notAccepted: 'Not accepted',
  noneChosen: 'You ticked no request.',
  backToList: 'Back to the dossiers received',
};
