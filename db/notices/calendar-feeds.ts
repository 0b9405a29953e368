import { createHash, randomBytes } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { finishedStates } from '../../domain/dossier/states.ts';
import type { Audience } from '../../domain/notices/notice-kinds.ts';
import type { Queries } from '../database.ts';

/** Whose calendar it is. */
export interface FeedOwner {
  audience: Audience;
  id: string;
}

const tokenBytes = 32;

/** What stands for a token in the database: whoever reads it there cannot use it. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Makes a calendar's address; the one before no longer works. Gives the token, which is kept nowhere. */
export async function makeFeed(queries: Queries, { audience, id }: FeedOwner): Promise<string> {
  const token = randomBytes(tokenBytes).toString('base64url');
  await sql`
    insert into calendar_feeds (token_hash, audience, owner_id) values (${hashOfToken(token)}, ${audience}, ${id})
    on conflict (audience, owner_id) do update set token_hash = excluded.token_hash, created_at = now()`.execute(
    queries,
  );
  return token;
}

/** Revokes a calendar's address, if there is one. */
export async function revokeFeed(queries: Queries, { audience, id }: FeedOwner): Promise<void> {
  await sql`delete from calendar_feeds where audience = ${audience} and owner_id = ${id}`.execute(queries);
}

/** When somebody's calendar got its address, in epoch milliseconds; null when it has none. */
export async function feedMadeAt(queries: Queries, { audience, id }: FeedOwner): Promise<number | null> {
  const { rows } = await sql<{ atMs: number }>`
    select (extract(epoch from created_at) * 1000)::float8 as "atMs" from calendar_feeds
    where audience = ${audience} and owner_id = ${id}`.execute(queries);
  return rows[0]?.atMs ?? null;
}

/** Whose calendar an address is; null when it is nobody's. */
export async function ownerOfFeed(queries: Queries, tokenHash: Buffer): Promise<FeedOwner | null> {
  const { rows } = await sql<FeedOwner>`
    select audience, owner_id as id from calendar_feeds where token_hash = ${tokenHash}`.execute(queries);
  return rows[0] ?? null;
}

/** A dossier as its projection holds it, and when that was written (epoch milliseconds). */
export interface DatedDossier {
  dossier: Dossier;
  updatedAt: number;
}

/**
 * The dossiers of a calendar that are still going on, oldest first; for a trainee also those that were cancelled, until the
 * session's last day: what stood in their calendar is seen to be off.
 */
export async function openDossiersOf(queries: Queries, owner: FeedOwner): Promise<DatedDossier[]> {
  const { rows } = await sql<DatedDossier>`
    select snapshot as dossier, (extract(epoch from updated_at) * 1000)::float8 as "updatedAt" from dossiers
    where ${belongsTo(owner)} and (state not in (${sql.join(finishedStates)})
      or ${owner.audience === 'trainee'}::boolean and state <> 'completed'
        and snapshot #>> '{session,endsOn}' >= current_date::text)
    order by number`.execute(queries);
  return rows;
}

function belongsTo({ audience, id }: FeedOwner): RawBuilder<unknown> {
  return audience === 'trainee'
    ? sql`trainee_id = ${id} and deleted_at is null`
    : sql`organisation_id = ${id} and sent_at is not null`;
}
