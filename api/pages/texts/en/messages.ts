import type { messages as french } from '../fr/messages.ts';

/** The messages between a trainee and the organisation. */
export const messages: typeof french = {
  title: 'Messages',
  heading: (organisation: string) => `Messages with ${organisation}`,
  back: 'Back to the dossier',
  writeHeading: 'Write a message',
  textLabel: 'Your message',
  textHint: (organisation: string) =>
    `${organisation} is told by email. Do not write your social security number.`,
  filesLabel: 'Attachments (optional)',
  filesHint: 'At most 5 files, PDF, JPEG or PNG, of at most 10 MB each.',
  send: 'Send the message',
  noText: 'Write your message.',
  badText: 'Your message has at most 4,000 characters, and no control characters.',
  closedDraft: 'You can write to the organisation once your request is sent.',
  closed: 'This dossier has ended: its messages remain to be read, and no more can be written.',
  listHeading: 'Messages, the latest first',
  empty: 'No message yet.',
  you: 'You',
  unread: 'Unread',
  read: (date: string) => `Read on ${date}`,
  notRead: 'Not read yet',
  attached: 'Attachments',
  link: (unread: number) =>
    unread === 0 ? 'Messages with the organisation' : `Messages with the organisation (${unread} unread)`,
};
