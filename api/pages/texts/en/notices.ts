import type { notices as french } from '../fr/notices.ts';
import { organisationNotices } from './organisation/notices.ts';

/** What a page says once, after something was done. */
export const notices: typeof french = {
  draft_opened: 'Your dossier is open. It has not been sent yet: check it, then send it to the organisation.',
  draft_changed: 'The session of your dossier is changed.',
  sent: 'Your request has been sent to the organisation.',
  validated: 'Your validation is recorded.',
  contested: 'What you contest was sent to our service. The organisation has been told.',
  cancelled: 'Your dossier is cancelled.',
  deleted: 'The dossier is off your list.',
  acknowledged: 'The acknowledgement is sent to the trainee.',
  accepted: 'The request is accepted. The trainee is told.',
  proposed: 'Your proposal is sent to the trainee.',
  refused: 'The request is refused. The trainee is told.',
  entered: 'The entry into the training is declared.',
  ended: 'The end of the training is declared.',
  withdrawn: 'The dossier is cancelled. The trainee is told.',
  proof_kept: 'Your proof is kept. This is what cancelling does with it.',
  proof_deleted: 'The proof is deleted.',
  message_sent: 'Your message is sent.',
  profile_changed: 'Your details and profile are saved.',
  email_change_asked: 'A link is sent to the new address. Open it within the hour to confirm it.',
  password_changed: 'Your password is changed. Your other sessions have ended.',
  session_ended: 'The session has ended.',
  second_factor_off: 'The second factor is off.',
  franceconnect_unlinked: 'The link with FranceConnect+ is removed.',
  code_sent_again: 'A new code has just been sent. The one before is no longer valid.',
  preferences_changed: 'Your choices are saved.',
  calendar_revoked: 'The calendar address is removed: it no longer works.',
  export_asked: 'Your request has been taken in. An email will tell you.',
  received:
    'Your request has been received and is being processed. This page will show the result: reload it in a moment.',
  ...organisationNotices,
};
