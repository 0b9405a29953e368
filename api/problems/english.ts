import { englishAccountProblems } from './english-account.ts';
import { englishOrganisationProblems } from './english-organisation.ts';
import type { EnglishProblem } from './english-problem.ts';
import { englishRefusals } from './english-refusals.ts';
import { refusedFile } from './refused-files.ts';
import type { ProblemCode } from './table.ts';

const notValid: EnglishProblem = {
  title: 'Not valid',
  detail: 'Something that was given is not valid. Correct it and try again.',
};
const ourFault: EnglishProblem = {
  title: 'Internal error',
  detail: 'Something went wrong. Try again later.',
};

/** The table of problems in English, for pages; the API itself speaks French (`table.ts`). */
export const englishProblems: Readonly<Record<ProblemCode, EnglishProblem>> = {
  malformed_json: { title: 'Unreadable JSON', detail: 'The body of the request is not JSON.' },
  malformed_request: { title: 'Unreadable request', detail: 'The request cannot be read.' },
  authentication_required: { title: 'Log in first', detail: 'Log in to go on.' },
  invalid_credentials: {
    title: 'Wrong number or password',
    detail: 'The social security number or the password is wrong.',
  },
  invalid_api_key: { title: 'API key refused', detail: 'The API key is missing, wrong or revoked.' },
  csrf_token_invalid: {
    title: 'This form is too old',
    detail:
      'Nothing was done: the form belongs to a session that has ended. Reload the page, then start again.',
  },
  cross_site_request: {
    title: 'Request from another site',
    detail: 'This can only be asked for from the site itself.',
  },
  not_found: { title: 'Page not found', detail: 'There is nothing at this address.' },
  dossier_not_found: { title: 'Dossier not found', detail: 'You have no dossier with this number.' },
  training_not_found: {
    title: 'Training not found',
    detail: 'This training does not exist, or not any longer.',
  },
  session_not_found: {
    title: 'Session not found',
    detail: 'This session does not exist, or is not yours to see.',
  },
  method_not_allowed: {
    title: 'Not possible here',
    detail: 'This address does not take this kind of request.',
  },
  body_too_large: {
    title: 'Too much was sent',
    detail: ({ limitBytes }) => `What was sent is larger than ${size(limitBytes)}.`,
  },
  unsupported_media_type: {
    title: 'Format not accepted',
    detail: 'What was sent is not in the expected format.',
  },
  invalid_request: { title: 'Not valid', detail: 'Something is missing or wrong.' },
  dossier_stuck: {
    title: 'Not taken into account',
    detail:
      'Something is wrong with this dossier: what you asked for was not taken into account, and nothing was changed. Our team has been told.',
  },
  too_many_attempts: {
    title: 'Too many attempts',
    detail: 'There were too many attempts to log in. Wait before you try again.',
  },
  too_many_streams: {
    title: 'Too many open pages',
    detail: 'Too many pages follow your dossiers live. Close some, then reload this one.',
  },
  unsubscribe_link_invalid: {
    title: 'Link not valid',
    detail: 'This unsubscribe link is incomplete or wrong. Log in to choose the mails that you receive.',
  },
  calendar_not_found: {
    title: 'Calendar not found',
    detail: 'This calendar address does not exist, or was revoked.',
  },
  conversation_closed: {
    title: 'Messages are closed',
    detail: 'You can write to each other once the request is sent, and until the dossier ends.',
  },
  message_not_found: { title: 'Message not found', detail: 'There is no such message in this dossier.' },
  attachment_not_usable: {
    title: 'Attachment not usable',
    detail:
      'An attachment does not exist, was erased after a day, or goes with another message already. Send the file again.',
  },
  too_many_attachments: {
    title: 'Too many attachments',
    detail: 'Each side may attach only so many files, and 100 MB in all, to the messages of a dossier.',
  },
  document_not_found: { title: 'Document not found', detail: 'There is no such document in this dossier.' },
  document_in_use: {
    title: 'Document in use',
    detail: 'This document justified the cancellation of this dossier: it is kept with it.',
  },
  document_type_refused: {
    title: 'File not accepted',
    detail: ({ found }) => refusedFile('en', found),
  },
  document_incomplete: {
    title: 'Incomplete file',
    detail: 'This file is empty, cut short or damaged. Send it again.',
  },
  too_many_files: {
    title: 'Too many files',
    detail: ({ files }) =>
      Number(files) === 1 ? 'Choose one file only.' : `Choose at most ${Number(files)} files.`,
  },
  too_many_uploads: {
    title: 'Too many uploads at once',
    detail:
      'Other files of yours are still arriving. Wait until they are received, then send this one again.',
  },
  uploads_busy: {
    title: 'Too many files under way',
    detail: 'The service is receiving too many files just now. Nothing was recorded: try again in a moment.',
  },
  too_many_documents: {
    title: 'Too many documents',
    detail: ({ documents }) =>
      `A dossier holds at most ${Number(documents)} documents and 25 MB in all. Delete one before you add another.`,
  },
  webhook_signature_invalid: {
    title: 'Signature refused',
    detail: 'The signature is missing, wrong or too old.',
  },
  webhook_not_ours: {
    title: 'Event of another account',
    detail: 'This event is of a connected account, or of the other mode of payment (test or live).',
  },
  webhook_unreadable: { title: 'Unreadable event', detail: 'The body of the request is not an event.' },
  webhook_not_configured: {
    title: 'Not configured',
    detail: 'No secret is configured to verify this call.',
  },
  internal_error: ourFault,
  payment_not_configured: {
    title: 'Payment not available',
    detail: 'Payment by card is not available yet. Nothing was recorded.',
  },
  temporarily_unavailable: {
    title: 'Not available for the moment',
    detail: 'The service does not answer for the moment. Try again shortly.',
  },
  account_exists: { title: 'Account exists', detail: 'There is an account with these details.' },
  credit_reference_reused: notValid,
  invalid_address_complement: notValid,
  invalid_birth_name: notValid,
  invalid_business_day_count: notValid,
  invalid_calendar_day: notValid,
  invalid_city: notValid,
  invalid_country: notValid,
  invalid_deadline_extension: notValid,
  invalid_diploma_level: notValid,
  invalid_diploma_year: notValid,
  invalid_dossier_number: notValid,
  invalid_email: {
    title: 'Email address not valid',
    detail: 'This email address is not valid: name@example.com is expected.',
  },
  invalid_instant: notValid,
  invalid_money: notValid,
  invalid_nir: notValid,
  invalid_phone: notValid,
  invalid_postcode: notValid,
  invalid_siret: notValid,
  invalid_street: notValid,
  invalid_time_of_day: notValid,
  unknown_policy_version: ourFault,
  unreadable_catalogue: notValid,
  unreadable_document: ourFault,
  unreadable_nir: ourFault,
  unreadable_secret: ourFault,
  ...englishRefusals,
  ...englishAccountProblems,
  ...englishOrganisationProblems,
};

function size(bytes: unknown): string {
  const kilobytes = Number(bytes) / 1024;
  return kilobytes >= 1024 ? `${kilobytes / 1024} MB` : `${kilobytes} kB`;
}
