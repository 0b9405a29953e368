import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { queries } from '../database.ts';

/** Whose account a session opens. */
export type SessionOwner = { readonly traineeId: string } | { readonly memberId: string };

/** A session as its owner sees it in the list. */
export interface ListedSession {
  /** A name for it that opens nothing. */
  id: string;
  /** What the browser said of itself at the login. */
  userAgent: string;
  /** Roughly where the login came from. */
  network: string;
  /** It is the one that asks. */
  current: boolean;
  /** Epoch milliseconds. */
  startedAt: number;
  /** When it was used last, to about a minute; epoch milliseconds. */
  lastSeenAt: number;
}

/**
 * Of an account: since when its sessions count, as every session keeps it from the moment its password was read. Compared for
 * sameness, so that neither clocks nor a login that was already under way can outrun a new password.
 */
export const sessionsFromOf = (account: string) =>
  sql<string>`(extract(epoch from ${sql.ref(`${account}.sessions_from`)}) * 1000000)::bigint::text`;

const traineeOfSession = sql`coalesce(sess ->> 'traineeId', sess ->> 'pendingTraineeId')`;
const memberOfSession = sql`coalesce(sess ->> 'memberId', sess ->> 'pendingMemberId')`;

/** Nobody's sessions count by themselves; anybody else's as long as the account is open and says so. */
const counts = sql<boolean>`case
  when ${traineeOfSession} is not null then exists (
    select from trainees account where account.id = (${traineeOfSession})::uuid and account.closed_at is null
      and ${sessionsFromOf('account')} = sess ->> 'sessionsFrom')
  when ${memberOfSession} is not null then exists (
    select from organisation_members account where account.id = (${memberOfSession})::uuid and account.status = 'active'
      and ${sessionsFromOf('account')} = sess ->> 'sessionsFrom')
  else true end`;

const lives = sql<boolean>`expire >= now() and ${counts}`;

/** What a session is called in its owner's list: its public id, or something drawn from its secret one where that is missing. */
const name = sql<string>`case
  when sess ->> 'publicId' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' then sess ->> 'publicId'
  else regexp_replace(encode(sha256(convert_to(sid, 'UTF8')), 'hex'),
    '^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$', '\\1-\\2-8\\3-8\\4-\\5') end`;

/** Reads what a session holds; null when there is none, or when its account no longer lets it count. */
export async function readHttpSession(em: EntityManager, sid: string): Promise<unknown> {
  const { rows } = await sql<{ sess: unknown }>`
    select sess from http_sessions where sid = ${sid} and ${lives}`.execute(queries(em));
  return rows[0]?.sess ?? null;
}

/** Whether a session still counts. */
export async function isHttpSessionOpen(em: EntityManager, sid: string): Promise<boolean> {
  const { rows } = await sql`select from http_sessions where sid = ${sid} and ${lives}`.execute(queries(em));
  return rows.length > 0;
}

/** What is written of a session. */
export interface WrittenSession {
  sid: string;
  /** JSON. */
  contents: string;
  expires: Date;
}

/** Writes a session that was never written before. */
export async function insertHttpSession(em: EntityManager, session: WrittenSession): Promise<void> {
  const { sid, contents, expires } = session;
  await sql`insert into http_sessions (sid, sess, expire) values (${sid}, ${contents}, ${expires})`.execute(
    queries(em),
  );
}

/** Writes a session that was read or written before, unless it was ended since: then nothing is written. */
export async function updateHttpSession(em: EntityManager, session: WrittenSession): Promise<void> {
  const { sid, contents, expires } = session;
  await sql`update http_sessions set sess = ${contents}, expire = ${expires} where sid = ${sid}`.execute(
    queries(em),
  );
}

/**
 * Gives a session another id in one step, in which nobody can end half of it; false when its row is gone. Whether it still counts
 * for its account is seen when it is read.
 */
export async function renameHttpSession(em: EntityManager, sid: string, newSid: string): Promise<boolean> {
  const { rows } = await sql`
    update http_sessions set sid = ${newSid} where sid = ${sid} and expire >= now() returning sid`.execute(
    queries(em),
  );
  return rows.length > 0;
}

/** Lists the sessions of somebody that still count, the last used first. `sid` is the one that asks. */
export async function sessionsOf(
  em: EntityManager,
  owner: SessionOwner,
  { sid, idleMs, startedAfter }: { sid: string; idleMs: number; startedAfter: number },
): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select ${name} as id, coalesce(sess ->> 'userAgent', '') as "userAgent", coalesce(sess ->> 'network', '') as network,
      sid = ${sid} as current, (sess ->> 'startedAt')::float8 as "startedAt",
      (extract(epoch from expire) * 1000)::float8 - ${idleMs}::float8 as "lastSeenAt"
    from http_sessions
    where ${isOpenedBy(owner)} and ${lives} and (sess ->> 'startedAt')::float8 > ${startedAfter}
    order by expire desc`.execute(queries(em));
  return rows;
}

/** Ends one session of somebody; gives its secret id, null when there is none of that name. */
export async function endSession(
  em: EntityManager,
  owner: SessionOwner,
  listedId: string,
): Promise<string | null> {
  const { rows } = await sql<{ sid: string }>`
    delete from http_sessions where ${isOpenedBy(owner)} and ${name} = ${listedId} returning sid`.execute(
    queries(em),
  );
  return rows[0]?.sid ?? null;
}

/**
 * Ends every session of somebody, and every login that is under way: those that wait for the second step, and those whose
 * password is just being checked.
 * @param kept the one that goes on: it must be told what is returned
 * @returns since when sessions count now
 */
export async function endSessions(em: EntityManager, owner: SessionOwner, kept?: string): Promise<string> {
  const [table, id] =
    'traineeId' in owner ? ['trainees', owner.traineeId] : ['organisation_members', owner.memberId];
  const { rows } = await sql<{ sessionsFrom: string }>`
    update ${sql.table(table)} account set sessions_from = clock_timestamp() where id = ${id}
    returning ${sessionsFromOf('account')} as "sessionsFrom"`.execute(queries(em));
  const waits =
    'traineeId' in owner ? sql`sess ->> 'pendingTraineeId' = ${id}` : sql`sess ->> 'pendingMemberId' = ${id}`;
  await sql`
    delete from http_sessions where (${isOpenedBy(owner)} or ${waits}) and sid <> ${kept ?? ''}`.execute(
    queries(em),
  );
  return rows[0]?.sessionsFrom ?? '';
}

function isOpenedBy(owner: SessionOwner): RawBuilder<boolean> {
  return 'traineeId' in owner
    ? sql`sess ->> 'traineeId' = ${owner.traineeId}`
    : sql`sess ->> 'memberId' = ${owner.memberId}`;
}
