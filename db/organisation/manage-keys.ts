import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { type Queries, queries as queriesOf } from '../database.ts';
import { instantOf } from '../instant-column.ts';
import type { SecretBox } from '../secret-box.ts';
import { createApiKey, type NewApiKey } from './api-keys.ts';

/** A key as lists show it: never the key itself. */
export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  /** Whether its requests must be signed. */
  signed: boolean;
  createdAt: Instant;
  /** The member who made it; null for the operators' command. */
  createdBy: { id: string; name: string | null } | null;
  lastUsedAt: Instant | null;
  /** When a key that was replaced stops working. */
  expiresAt: Instant | null;
  revokedAt: Instant | null;
  replacedBy: string | null;
}

/** How a key is replaced. */
export interface Rotation {
  /** How long the old one still works, in hours. */
  overlapHours: number;
  /** Whether the new one must sign; as the old one unless given. */
  signed?: boolean | undefined;
  createdBy: string | null;
  box: SecretBox;
}

const columns = sql`
  key.id, key.name, key.prefix, key.signing_secret is not null as signed, ${instantOf('key.created_at')} as "createdAt",
  case when member.id is null then null else jsonb_build_object('id', member.id, 'name', member.name) end as "createdBy",
  ${instantOf('key.last_used_at')} as "lastUsedAt", ${instantOf('key.expires_at')} as "expiresAt",
  ${instantOf('key.revoked_at')} as "revokedAt", key.replaced_by as "replacedBy"`;
const source = sql`organisation_api_keys key left join organisation_members member on member.id = key.created_by`;

/** Lists an organisation's keys, newest first, those that no longer work included. */
export async function apiKeysOf(em: EntityManager, organisationId: string): Promise<ApiKeyRow[]> {
  const { rows } = await sql<ApiKeyRow>`
    select ${columns} from ${source}
    where key.organisation_id = ${organisationId} order by key.created_at desc, key.id`.execute(
    queriesOf(em),
  );
  return rows;
}

/** Reads one of an organisation's keys; null when it has none of that id. */
export async function apiKeyOf(
  em: EntityManager,
  organisationId: string,
  id: string,
): Promise<ApiKeyRow | null> {
  const { rows } = await sql<ApiKeyRow>`
    select ${columns} from ${source}
    where key.organisation_id = ${organisationId} and key.id = ${id}`.execute(queriesOf(em));
  return rows[0] ?? null;
}

/** Finds a key by the characters that may be shown of it, for operators. */
export async function findKeyByPrefix(
  em: EntityManager,
  prefix: string,
): Promise<{ id: string; organisationId: string; name: string } | null> {
  const { rows } = await sql<{ id: string; organisationId: string; name: string }>`
    select id, organisation_id as "organisationId", name from organisation_api_keys where prefix = ${prefix}`.execute(
    queriesOf(em),
  );
  // Four random bytes may be shared by two keys; then the id alone says which is meant.
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

/** Gives a key another name, whether it still works or not. Null when the organisation has none of that id. */
export async function renameApiKey(
  em: EntityManager,
  organisationId: string,
  { id, name }: { id: string; name: string },
): Promise<ApiKeyRow | null> {
  await sql`
    update organisation_api_keys set name = ${name}
    where id = ${id} and organisation_id = ${organisationId}`.execute(queriesOf(em));
  return await apiKeyOf(em, organisationId, id);
}

/** Revokes a key at once; one that was revoked before stays as it is. Null when the organisation has none of that id. */
export async function revokeApiKey(
  em: EntityManager,
  organisationId: string,
  id: string,
): Promise<ApiKeyRow | null> {
  await sql`
    update organisation_api_keys set revoked_at = coalesce(revoked_at, now())
    where id = ${id} and organisation_id = ${organisationId}`.execute(queriesOf(em));
  return await apiKeyOf(em, organisationId, id);
}

/**
 * Replaces a key by a new one of the same name; the old one works on for the overlap.
 * @param newId what a repeated request makes again, so that it changes nothing the second time
 * @returns null when the organisation has no such key, `dead` when it no longer works, `done` when it was replaced before
 */
export async function rotateApiKey(
  em: EntityManager,
  { organisationId, id, newId }: { organisationId: string; id: string; newId: string },
  { overlapHours, signed, createdBy, box }: Rotation,
): Promise<NewApiKey | 'dead' | 'done' | null> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const old = await locked(queries, organisationId, id);
    if (old === null) return null;
    if (old.replacedBy !== null) return old.replacedBy === newId ? 'done' : 'dead';
    if (!old.works) return 'dead';
    const signs = signed ?? old.signed;
    const options = { id: newId, createdBy, ...(signs ? { signedWith: box } : {}) };
    const made = await createApiKey(transaction, organisationId, old.name, options);
    await sql`
      update organisation_api_keys set replaced_by = ${newId}, expires_at = now() + make_interval(hours => ${overlapHours}::integer)
      where id = ${id}`.execute(queries);
    return made;
  });
}

interface LockedKey {
  name: string;
  signed: boolean;
  works: boolean;
  replacedBy: string | null;
}

async function locked(queries: Queries, organisationId: string, id: string): Promise<LockedKey | null> {
  const { rows } = await sql<LockedKey>`
    select name, signing_secret is not null as signed, replaced_by as "replacedBy",
      revoked_at is null and (expires_at is null or expires_at > now()) as works
    from organisation_api_keys where id = ${id} and organisation_id = ${organisationId} for update`.execute(
    queries,
  );
  return rows[0] ?? null;
}
