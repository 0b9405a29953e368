import type { organisationNotices as french } from '../../fr/organisation/notices.ts';

/** What the pages of organisations say once, after something was done. */
export const organisationNotices: typeof french = {
  factor_removed: 'The second factor is turned off.',
  mail_language_changed: 'The language of your emails is saved.',
  login_ended: 'The session is closed.',
  member_invited: 'The invitation is sent by email. It is valid for 7 days.',
  member_changed: 'The change is saved. It holds at once.',
  member_factor_removed: 'The second factor of this member is removed.',
  key_renamed: 'The key is renamed.',
  key_revoked: 'The key is revoked: it opens nothing any more.',
  webhook_changed: 'The webhook is changed.',
  webhook_started: 'The webhook is running.',
  webhook_stopped: 'The webhook is stopped.',
  webhook_deleted: 'The webhook is deleted.',
  webhook_challenge_planned: 'The confirmation code leaves now. Load the page again to see the answer.',
  webhook_test_planned: 'The test event leaves now. Load the page again to see the answer.',
  webhook_replayed: 'The delivery is planned again. Load the page again to see the answer.',
  webhook_nothing_to_replay: 'There was no event since then: nothing is sent again.',
  session_published: 'The session is published.',
  session_changed: 'The session is changed. Dossiers that were sent keep the terms of before.',
  session_closed: 'The session is closed: it is no longer offered.',
  session_reopened: 'The session is offered again.',
  feed_closed: 'The address of the calendar is revoked.',
};
