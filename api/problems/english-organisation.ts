import type { EnglishProblem } from './english-problem.ts';
import type { OrganisationCode } from './organisation-problems.ts';

/** What only organisations, their members and their software meet, in English. */
export const englishOrganisationProblems: Readonly<Record<OrganisationCode, EnglishProblem>> = {
  fresh_proof_required: {
    title: 'Confirm that it is you',
    detail: 'To do this, first give your password once more.',
  },
  own_second_factor: {
    title: 'Your own second factor',
    detail: 'Turn your own off from “My account”, with your password and a code.',
  },
  invalid_member_credentials: {
    title: 'Wrong email or password',
    detail: 'The email address or the password is wrong.',
  },
  invitation_not_open: {
    title: 'Invitation not possible',
    detail: 'This person has already accepted their invitation, or their access is disabled.',
  },
  invitation_not_valid: {
    title: 'Invitation not valid',
    detail:
      'This invitation was already used, has expired or does not exist. Ask an administrator of your organisation to send it again.',
  },
  key_not_active: { title: 'Key not active', detail: 'This key was revoked or replaced, or has expired.' },
  key_not_found: { title: 'Key not found', detail: 'Your organisation has no such key.' },
  last_administrator: {
    title: 'Last administrator',
    detail: 'Your organisation must keep at least one active administrator.',
  },
  member_exists: {
    title: 'Address already used',
    detail: 'This email address already has an access or an invitation.',
  },
  member_not_found: { title: 'Member not found', detail: 'Your organisation has no such member.' },
  not_permitted: { title: 'Not permitted', detail: 'Your role, or the API key, does not permit this.' },
  second_factor_invalid: { title: 'Wrong code', detail: 'This code is wrong or was already used.' },
  second_factor_not_expected: {
    title: 'No code expected',
    detail: 'No code is expected now. Start again from the beginning.',
  },
  second_factor_required: {
    title: 'Second factor needed',
    detail: 'Turn on the second factor of your account to do this.',
  },
  signature_expired: {
    title: 'Signature refused',
    detail: 'The signature is more than five minutes old, or your clock is wrong.',
  },
  signature_invalid: { title: 'Signature refused', detail: 'The signature does not match the request.' },
  signature_missing: { title: 'Signature refused', detail: 'Requests made with this key must be signed.' },
  signature_replayed: {
    title: 'Signature refused',
    detail: 'This signature was already used: sign each request anew.',
  },
  too_many_keys: {
    title: 'Too many keys',
    detail: 'Your organisation already has 20 active keys: revoke those that are no longer used.',
  },
  too_many_members: {
    title: 'Too many members',
    detail: 'Your organisation already has 200 members: write to the service to have more.',
  },
  too_many_webhooks: {
    title: 'Too many webhooks',
    detail: 'Your organisation already has 10 webhooks: delete those that are no longer used.',
  },
  webhook_delivery_not_found: { title: 'Delivery not found', detail: 'This webhook has no such delivery.' },
  webhook_disabled: { title: 'Webhook stopped', detail: 'This webhook is stopped: start it again first.' },
  webhook_not_verified: {
    title: 'Webhook to confirm',
    detail: 'Your server must first give back the confirmation code that we send it.',
  },
  webhook_not_found: { title: 'Webhook not found', detail: 'Your organisation has no such webhook.' },
};
