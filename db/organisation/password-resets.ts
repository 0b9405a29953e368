import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { endSessions } from '../accounts/http-sessions.ts';
import { queries as queriesOf } from '../database.ts';
import type { SecretBox } from '../secret-box.ts';
import { endLinks, hashOfToken, newLink, useLink } from './mailed-links.ts';

/** Whose lost password a link replaces. */
export interface ResetOwner {
  linkId: string;
  memberId: string;
  email: string;
  name: string;
  passwordHash: string | null;
}

/**
 * Makes a link to a new password for the active member of an address; for anybody else nothing, in the same time.
 * @returns an id to mail under, whether or not there is such a member: the caller cannot tell
 */
export async function makePasswordReset(
  em: EntityManager,
  box: SecretBox,
  { email, expiresAt }: { email: string; expiresAt: Date },
): Promise<string> {
  const { id, tokenHash, tokenSealed } = newLink(box);
  await sql`
    insert into organisation_invitations (id, member_id, purpose, token_hash, token_sealed, expires_at)
    select ${id}::uuid, id, 'password_reset', ${tokenHash}, ${tokenSealed}, ${expiresAt}
    from organisation_members where lower(email) = lower(${email}) and status = 'active'`.execute(
    queriesOf(em),
  );
  return id;
}

/** The member that a link to a new password was made for, while it is good; null for any other token. */
export async function ownerOfReset(em: EntityManager, token: string): Promise<ResetOwner | null> {
  const { rows } = await sql<ResetOwner>`
    select link.id as "linkId", member.id as "memberId", member.email, member.name, member.password_hash as "passwordHash"
    from organisation_invitations link join organisation_members member on member.id = link.member_id
    where link.token_hash = ${hashOfToken(token)} and link.purpose = 'password_reset'
      and link.used_at is null and link.expires_at > now() and member.status = 'active'`.execute(
    queriesOf(em),
  );
  return rows[0] ?? null;
}

/** Replaces a password by a link: once. Ends every session and every other link of the member. False when it is not good. */
export async function takePasswordReset(
  em: EntityManager,
  { linkId, memberId }: ResetOwner,
  passwordHash: string,
): Promise<boolean> {
  if (!(await useLink(em, linkId))) return false;
  await endLinks(em, memberId);
  const { rows } = await sql`
    update organisation_members set password_hash = ${passwordHash}
    where id = ${memberId} and status = 'active' returning id`.execute(queriesOf(em));
  await endSessions(em, { memberId });
  return rows.length === 1;
}
