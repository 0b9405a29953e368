import type { inbox as french } from '../../fr/organisation/inbox.ts';

/** The dossiers sent to an organisation. */
export const inbox: typeof french = {
  title: 'Dossiers received',
  lead: 'Dossiers with the nearest deadline come first.',
  counts: 'Show by state',
  all: 'All',
  counted: (count, isMore) => (isMore ? `more than ${count}` : String(count)),
  toAnswer: (count, isMore) =>
    isMore
      ? `More than ${count} requests wait for your reply.`
      : count === 1
        ? '1 request waits for your reply.'
        : `${count} requests wait for your reply.`,
  noneToAnswer: 'No request waits for your reply.',
  searchLabel: 'The trainee’s name or the dossier’s number',
  stateLabel: 'State',
  sinceLabel: 'Sent since',
  unreadLabel: 'Only with an unread message',
  searchButton: 'Search',
  ofSession: (dates, title) => `Dossiers for “${title}”, ${dates}`,
  invalid: 'This search cannot be made: check the date, and use 200 characters at most.',
  unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  sentOn: (day) => `Sent on ${day}`,
  overdue: 'Overdue',
  yourTurn: 'Your reply is due',
  emptyHeading: 'No dossier',
  empty: 'Requests will appear here. Trainees send them for the sessions that you publish.',
  goToTrainings: 'See your trainings',
  emptySearch: 'No dossier matches this search',
  emptyState: (label) => `No dossier in the state “${label}”`,
  showAll: 'Show all dossiers',
  choose: (number) => `Choose dossier ${number}`,
  chosen: {
    accept: 'Accept the ticked requests',
    acknowledge: 'Acknowledge the ticked requests',
    refuse: 'Refuse the ticked requests',
  },
  bulkHint:
    'Each ticked request gets the same reply, unchanged, and its trainee is told at once. A refusal is shown to you first, to confirm.',
  refuseTitle: (count) => (count === 1 ? 'Refuse this request' : `Refuse these ${count} requests`),
  refuseText: 'A refusal is for good. Each trainee receives your reason.',
  reasonHint: 'Everybody is sent the same reason: name nobody in it.',
  refuseButton: (count) => (count === 1 ? 'Refuse the request' : `Refuse the ${count} requests`),
  csv: 'Download the list (CSV)',
  csvHint: (most) => `The file holds the dossiers that this search shows, ${most} at most.`,
  resultTitle: 'Result of your replies',
  done: { accept: 'Accepted', acknowledge: 'Acknowledged', refuse: 'Refused' },
  received: 'Received, being processed',
  notDone: { accept: 'Not accepted', acknowledge: 'Not acknowledged', refuse: 'Not refused' },
  noneChosen: 'You ticked no request.',
  backToList: 'Back to the dossiers received',
};
