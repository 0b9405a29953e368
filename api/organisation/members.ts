import { randomUUID } from 'node:crypto';
import { endSessions } from '../../db/accounts/http-sessions.ts';
import { parseEmailAddress } from '../../domain/account/email-address.ts';
import { inviteAgain, inviteMember, unsentInvitationOf } from '../../db/organisation/invitations.ts';
import { changeMember, type MemberChange, memberOfOrganisation } from '../../db/organisation/members.ts';
import { removeSecondFactor } from '../../db/organisation/second-factor.ts';
import type { MemberRole } from '../../domain/organisation/permissions.ts';
import { uuidOf } from '../dossiers/message-id.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import { created, ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { sendInvitation, sendOrganisationMail } from './send-mail.ts';

type From = Exchange<OrganisationCaller>;

/**
 * Invites a colleague, by mail. The same request again under its key sends nothing twice. Throws `member_exists`,
 * `too_many_members`.
 */
export async function invite(
  exchange: From,
  { email: typed, role }: { email: string; role: MemberRole },
): Promise<Reply> {
  const { em, caller, services, idempotencyKey } = exchange;
  const email = parseEmailAddress(typed);
  const id =
    idempotencyKey === null ? randomUUID() : uuidOf(`member ${caller.id} ${idempotencyKey} ${email} ${role}`);
  const earlier = await memberOfOrganisation(em, caller.id, id);
  if (earlier !== null) {
    const unsent = await unsentInvitationOf(em, id);
    if (unsent !== null) await sendInvitation(services, unsent);
  } else {
    await services.rateLimits.count('invitations', caller.id);
    const invitedBy = caller.by.type === 'member' ? caller.by.id : null;
    const invitation = await inviteMember(em, services.secrets, {
      organisationId: caller.id,
      email,
      role,
      invitedBy,
      id,
    });
    if (typeof invitation === 'string') throw new Problem(invitation);
    await sendInvitation(services, invitation.invitationId);
  }
  const member = await memberOfOrganisation(em, caller.id, id);
  if (member === null) throw new Problem('member_not_found');
  return created(`/api/organisation/members/${id}`, member);
}

/** Mails a new invitation. Throws `member_not_found`, `invitation_not_open`. */
export async function resend({ em, caller, services }: From, id: string): Promise<void> {
  await services.rateLimits.count('invitations', caller.id);
  const invitation = await inviteAgain(em, services.secrets, caller.id, id);
  if (invitation === null) throw new Problem('member_not_found');
  if (invitation === 'not_open') throw new Problem('invitation_not_open');
  await sendInvitation(services, invitation.invitationId);
}

/** Changes a colleague's role or access. Throws `member_not_found`, `last_administrator`. */
export async function change({ em, caller }: From, id: string, wish: MemberChange): Promise<Reply> {
  const member = await changeMember(em, caller.id, id, wish);
  if (member === null) throw new Problem('member_not_found');
  if (member === 'last_administrator') throw new Problem('last_administrator');
  return ok(member);
}

/**
 * Takes away the second factor of a colleague who lost it, ends their sessions and tells them by mail: they may enrol another.
 * One's own goes by password and code alone. Throws `member_not_found`, `own_second_factor`.
 */
export async function takeFactorAway({ em, caller, services }: From, id: string): Promise<void> {
  if (caller.by.type === 'member' && caller.by.id === id) throw new Problem('own_second_factor');
  const member = await memberOfOrganisation(em, caller.id, id);
  if (member === null) throw new Problem('member_not_found');
  await em.transactional(async (tx) => {
    if (!(await removeSecondFactor(tx, id))) return;
    await endSessions(tx, { memberId: id });
    const occasion = String(services.clock.now());
    await sendOrganisationMail(services, { kind: 'second_factor_off', id, occasion });
  });
}
