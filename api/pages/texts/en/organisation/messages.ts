import type { messages as french } from '../../fr/organisation/messages.ts';

/** What is said to an organisation of its messages, other than to a trainee. */
export const messages: typeof french = {
  textHint: (trainee) => `${trainee} is told by email.`,
  you: 'Your organisation',
  byYourself: (name) => `${name} (you)`,
  byKey: (name) => `Through the API, key “${name}”`,
  link: (unread) =>
    unread === 0 ? 'Messages with the trainee' : `Messages with the trainee (${unread} unread)`,
};
