import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { MemberRole } from '../../domain/organisation/permissions.ts';
import { endSessions } from '../accounts/http-sessions.ts';
import { queries as queriesOf } from '../database.ts';
import type { SecretBox } from '../secret-box.ts';
import { endLinks, hashOfToken, newLink, useLink } from './mailed-links.ts';

/** How long an invitation is good for. */
export const invitationDays = 7;
const mostMembers = 200;

/** Somebody to invite; the address was checked. */
export interface Invitee {
  organisationId: string;
  email: string;
  role: MemberRole;
  /** Null for the operators' command. */
  invitedBy: string | null;
  /** The member's id: the same for a repeated request. */
  id?: string;
}

/** An invitation to mail: its token is kept sealed until then, afterwards as a hash alone. */
export interface Invitation {
  memberId: string;
  invitationId: string;
  token: string;
}

/** Invites somebody new. `member_exists`: the address has a member, of whatever organisation; nothing is changed. */
export async function inviteMember(
  em: EntityManager,
  box: SecretBox,
  { organisationId, email, role, invitedBy, id = randomUUID() }: Invitee,
): Promise<Invitation | 'member_exists' | 'too_many_members'> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    await sql`select from organisations where id = ${organisationId} for no key update`.execute(queries);
    const { rows: counted } = await sql<{ count: number }>`
      select count(*)::integer as count from organisation_members where organisation_id = ${organisationId}`.execute(
      queries,
    );
    if ((counted[0]?.count ?? 0) >= mostMembers) return 'too_many_members';
    const { rows } = await sql<{ id: string }>`
      insert into organisation_members (id, organisation_id, email, role, status, invited_by)
      values (${id}, ${organisationId}, ${email}, ${role}, 'invited', ${invitedBy})
      on conflict do nothing returning id`.execute(queries);
    return rows.length === 0 ? 'member_exists' : await newInvitation(transaction, box, id);
  });
}

/**
 * Makes a new invitation for somebody who has not accepted one; earlier ones are worth nothing from then on.
 * @returns null when the organisation has no such member, `not_open` when they have accepted or their access is disabled
 */
export async function inviteAgain(
  em: EntityManager,
  box: SecretBox,
  organisationId: string,
  memberId: string,
): Promise<Invitation | 'not_open' | null> {
  return await em.transactional(async (transaction) => {
    const { rows } = await sql<{ status: string }>`
      select status from organisation_members
      where id = ${memberId} and organisation_id = ${organisationId} for update`.execute(
      queriesOf(transaction),
    );
    if (rows[0] === undefined) return null;
    if (rows[0].status !== 'invited') return 'not_open';
    return await newInvitation(transaction, box, memberId);
  });
}

/** The member that an invitation's token was made for, while it is good; null for any other token. */
export async function inviteeOf(
  em: EntityManager,
  token: string,
): Promise<{ invitationId: string; memberId: string; email: string; organisation: string } | null> {
  const { rows } = await sql<{
    invitationId: string;
    memberId: string;
    email: string;
    organisation: string;
  }>`
    select invitation.id as "invitationId", member.id as "memberId", member.email, organisation.name as organisation
    from organisation_invitations invitation
    join organisation_members member on member.id = invitation.member_id
    join organisations organisation on organisation.id = member.organisation_id
    where invitation.token_hash = ${hashOfToken(token)} and invitation.purpose = 'invitation'
      and invitation.used_at is null and invitation.expires_at > now() and member.status = 'invited'`.execute(
    queriesOf(em),
  );
  return rows[0] ?? null;
}

/** The invitation of a member whose mail has not left yet; null when there is none. */
export async function unsentInvitationOf(em: EntityManager, memberId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from organisation_invitations
    where member_id = ${memberId} and purpose = 'invitation' and token_sealed is not null and expires_at > now()`.execute(
    queriesOf(em),
  );
  return rows[0]?.id ?? null;
}

/** Takes an invitation: once, even when it is sent twice at the same time. False when it is no longer good. */
export async function acceptInvitation(
  em: EntityManager,
  invitation: { invitationId: string; memberId: string },
  { name, passwordHash }: { name: string; passwordHash: string },
): Promise<boolean> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    if (!(await useLink(transaction, invitation.invitationId))) return false;
    const accepted = await sql`
      update organisation_members set status = 'active', name = ${name}, password_hash = ${passwordHash}
      where id = ${invitation.memberId} and status = 'invited' returning id`.execute(queries);
    await endSessions(transaction, { memberId: invitation.memberId });
    return accepted.rows.length === 1;
  });
}

async function newInvitation(em: EntityManager, box: SecretBox, memberId: string): Promise<Invitation> {
  const { id, token, tokenHash, tokenSealed } = newLink(box);
  await endLinks(em, memberId, 'invitation');
  await sql`
    insert into organisation_invitations (id, member_id, token_hash, token_sealed, expires_at)
    values (${id}, ${memberId}, ${tokenHash}, ${tokenSealed},
      now() + make_interval(days => ${invitationDays}::integer))`.execute(queriesOf(em));
  return { memberId, invitationId: id, token };
}
