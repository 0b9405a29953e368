import type { EnglishProblem } from './english-problem.ts';
import type { AccountCode } from './account-problems.ts';
import type { FranceConnectCode } from './franceconnect-problems.ts';

/** The problems of accounts and of FranceConnect+ in English, for pages. */
export const englishAccountProblems: Readonly<
  Record<AccountCode | FranceConnectCode | 'export_not_found' | 'erasure_open_dossiers', EnglishProblem>
> = {
  franceconnect_not_configured: {
    title: 'FranceConnect+ is not available',
    detail: 'Logging in by FranceConnect+ is not offered here. Log in with your password.',
  },
  franceconnect_unavailable: {
    title: 'FranceConnect+ does not answer',
    detail: 'FranceConnect+ does not answer for now. Try again in a moment, or log in with your password.',
  },
  franceconnect_state_unknown: {
    title: 'Log in again',
    detail:
      'This login by FranceConnect+ has expired, was used already, or was begun in another browser. Start again.',
  },
  franceconnect_cancelled: {
    title: 'Login cancelled',
    detail: 'You cancelled the login by FranceConnect+. Nothing has changed.',
  },
  franceconnect_refused: {
    title: 'Login refused',
    detail: 'The answer of FranceConnect+ could not be verified: you are not logged in. Start again.',
  },
  franceconnect_level_too_low: {
    title: 'Digital identity not strong enough',
    detail:
      'The identity you chose does not give the assurance asked for. Start again with a certified digital identity, such as France Identité or L’Identité Numérique La Poste.',
  },
  franceconnect_nothing_pending: {
    title: 'Confirm your identity again',
    detail: 'No FranceConnect+ identity is waiting, or it has expired. Log in by FranceConnect+ again.',
  },
  franceconnect_identity_mismatch: {
    title: 'The identities differ',
    detail:
      'The identity given by FranceConnect+ is not that of this account: they were not linked. Check the account, or log in with your password.',
  },
  franceconnect_already_linked: {
    title: 'Linked already',
    detail: 'This account or this FranceConnect+ identity is linked to another one. End that link first.',
  },
  franceconnect_not_linked: { title: 'No link', detail: 'This account is not linked to FranceConnect+.' },
  export_not_found: {
    title: 'Export not found',
    detail: 'This export does not exist, is not ready yet, or was erased after 7 days.',
  },
  erasure_open_dossiers: {
    title: 'Dossiers under way',
    detail: 'A dossier is under way: cancel it or wait for its end, and delete your drafts.',
  },
  captcha_wrong: {
    title: 'Security check not passed',
    detail: 'The code you copied is wrong or no longer valid. Copy the new code shown.',
  },
  registration_not_found: {
    title: 'Account creation not found',
    detail:
      'This account creation does not exist, or not any longer, in this browser. Open the link of the mail where you began. Start again from the beginning.',
  },
  email_code_wrong: { title: 'Wrong code', detail: 'This code is wrong.' },
  email_code_dead: {
    title: 'Too many wrong codes',
    detail: 'The code was entered wrongly 4 times: it is no longer valid. Start creating your account again.',
  },
  email_code_expired: {
    title: 'Code expired',
    detail: 'The code was valid for 15 minutes only. Start creating your account again.',
  },
  email_code_used: {
    title: 'Code used already',
    detail: 'Your email address is verified already: go on to the next step.',
  },
  email_code_sent_too_often: {
    title: 'Sent too often',
    detail: 'The code cannot be sent again. Look among your unwanted mails too.',
  },
  email_code_missing: {
    title: 'Email address not verified',
    detail: 'Enter the code sent to you by email first.',
  },
  profile_missing: {
    title: 'Information missing',
    detail: 'Give your contact details and accept the general terms first.',
  },
  registration_over: {
    title: 'Account creation ended',
    detail: 'This account creation cannot go on. If you have an account, log in.',
  },
  link_invalid: {
    title: 'Link not valid',
    detail: 'This link was used already or has expired. Ask for a new one.',
  },
  password_wrong: { title: 'Wrong password', detail: 'The current password is wrong.' },
  second_factor_wrong: {
    title: 'Wrong code',
    detail: 'This code is wrong, has expired or was used already.',
  },
  second_factor_missing: {
    title: 'First step needed',
    detail: 'Give your social security number and your password first.',
  },
  second_factor_on: { title: 'Second factor is on', detail: 'The second factor is on already.' },
  second_factor_off: { title: 'Second factor is off', detail: 'The second factor is not on.' },
  login_session_not_found: {
    title: 'Session not found',
    detail: 'This session does not exist, or not any longer.',
  },
  too_many_requests: {
    title: 'Too many requests',
    detail: 'Too many requests in a short time. Wait before you try again.',
  },
};
