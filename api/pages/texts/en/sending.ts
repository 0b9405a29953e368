import type { sending as french } from '../fr/sending.ts';

/** Reading a draft once more before it is sent. */
export const sending: typeof french = {
  title: 'Check before you send',
  back: 'Back to the dossier',
  change: 'Change my choice',
  sessionHeading: 'What you ask for',
  amountsHeading: 'What it would cost',
  amountsHint:
    'Estimated from the rights that you have today. Nothing is paid or held when you send: you will validate the exact amounts once the organisation has agreed.',
  thenHeading: 'After sending',
  then: 'Without an answer by that date, the request is cancelled and you have nothing to pay.',
  thenPrerequisites:
    'This training has prerequisites: the organisation then contacts you and has 30 business days to answer. If it has not acknowledged your request by that date, the request is cancelled and you have nothing to pay.',
  given: 'The organisation will receive your name, email address and phone number.',
  send: 'Send to the organisation',
  sameSession: (count) =>
    count === 1
      ? 'You already have another dossier for this very session. One is enough:'
      : `You already have ${count} other dossiers for this very session. One is enough:`,
};
