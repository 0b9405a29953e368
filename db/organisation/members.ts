import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Language } from '../../domain/language.ts';
import type { MemberRole } from '../../domain/organisation/permissions.ts';
import { endSessions } from '../accounts/http-sessions.ts';
import { queries as queriesOf } from '../database.ts';
import { instantOf } from '../instant-column.ts';
import { spokenLanguage } from './member-language.ts';

/** A member as their colleagues see them. */
export interface MemberRow {
  id: string;
  email: string;
  /** Null until the invitation is accepted. */
  name: string | null;
  role: MemberRole;
  status: 'invited' | 'active' | 'disabled';
  secondFactor: boolean;
  lastLoginAt: Instant | null;
  createdAt: Instant;
}

/** What an administrator changes of a member. */
export interface MemberChange {
  role?: MemberRole | undefined;
  status?: 'active' | 'disabled' | undefined;
}

const columns = sql`
  id, email, name, role, status, totp_confirmed_at is not null as "secondFactor",
  ${instantOf('last_login_at')} as "lastLoginAt", ${instantOf('created_at')} as "createdAt"`;

/** Lists an organisation's members in the order in which they came. */
export async function membersOf(em: EntityManager, organisationId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${columns} from organisation_members where organisation_id = ${organisationId} order by created_at, id`.execute(
    queriesOf(em),
  );
  return rows;
}

/** Reads a member; null when the organisation has none of that id. */
export async function memberOfOrganisation(
  em: EntityManager,
  organisationId: string,
  id: string,
): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`
    select ${columns} from organisation_members where organisation_id = ${organisationId} and id = ${id}`.execute(
    queriesOf(em),
  );
  return rows[0] ?? null;
}

/**
 * Changes a member's role or access. Disabling ends their sessions at once. Somebody who never accepted an invitation is
 * enabled as invited. Changes of one organisation's members wait for each other.
 * @returns null when there is no such member; `last_administrator`, and nothing is changed, when nobody would be left
 */
export async function changeMember(
  em: EntityManager,
  organisationId: string,
  id: string,
  { role, status }: MemberChange,
): Promise<MemberRow | 'last_administrator' | null> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    await sql`select from organisations where id = ${organisationId} for no key update`.execute(queries);
    const member = await memberOfOrganisation(transaction, organisationId, id);
    if (member === null) return null;
    const leaves = role === 'agent' || status === 'disabled';
    const isAdministrator = member.role === 'administrator' && member.status === 'active';
    if (leaves && isAdministrator && !(await hasOtherAdministrator(transaction, organisationId, id))) {
      return 'last_administrator';
    }
    await sql`
      update organisation_members set role = coalesce(${role ?? null}, role),
        status = case ${status ?? null}::text
          when 'active' then case when password_hash is null then 'invited' else 'active' end
          when 'disabled' then 'disabled' else status end
      where id = ${id}`.execute(queries);
    if (status === 'disabled') await endSessions(transaction, { memberId: id });
    return await memberOfOrganisation(transaction, organisationId, id);
  });
}

/** Where and in which language a member is written to, and for which organisation they act. */
export interface MemberAddress {
  email: string;
  organisation: string;
  language: Language;
}

/** Reads where a member is written to; null when there is none of that id. */
export async function memberAddress(em: EntityManager, id: string): Promise<MemberAddress | null> {
  const { rows } = await sql<MemberAddress>`
    select member.email, organisation.name as organisation, ${spokenLanguage} as language
    from organisation_members member join organisations organisation on organisation.id = member.organisation_id
    where member.id = ${id}`.execute(queriesOf(em));
  return rows[0] ?? null;
}

/** The addresses of those who answer for an organisation's access, for mails. */
export async function administratorsOf(em: EntityManager, organisationId: string): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select email from organisation_members
    where organisation_id = ${organisationId} and role = 'administrator' and status = 'active' order by created_at`.execute(
    queriesOf(em),
  );
  return rows.map(({ email }) => email);
}

async function hasOtherAdministrator(
  em: EntityManager,
  organisationId: string,
  id: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from organisation_members
    where organisation_id = ${organisationId} and role = 'administrator' and status = 'active' and id <> ${id} limit 1`.execute(
    queriesOf(em),
  );
  return rows.length > 0;
}
