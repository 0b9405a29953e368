import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from './database.ts';

/** `dfo_`, 8 characters that may be shown, 32 random bytes. */
const keyFormat = /^dfo_([0-9a-f]{8})_[\w-]{43}$/;

/** A new key. The key itself is shown once and kept nowhere. */
export interface NewApiKey {
  id: string;
  key: string;
}

/** Makes a key by which an organisation's software signs in; only its SHA-256 is stored, 32 random bytes need no salt. */
export async function createApiKey(
  em: EntityManager,
  organisationId: string,
  name: string,
): Promise<NewApiKey> {
  const id = randomUUID();
  const prefix = randomBytes(4).toString('hex');
  const key = `dfo_${prefix}_${randomBytes(32).toString('base64url')}`;
  await sql`
    insert into organisation_api_keys (id, organisation_id, name, prefix, hash)
    values (${id}, ${organisationId}, ${name}, ${prefix}, ${hashOf(key)})`.execute(queries(em));
  return { id, key };
}

/** Finds whose key this is, unless it was revoked; notes its use at most once a minute. */
export async function findOrganisationByKey(
  em: EntityManager,
  key: string,
): Promise<{ organisationId: string; keyId: string } | null> {
  if (!keyFormat.test(key)) return null;
  const { rows } = await sql<{ organisationId: string; keyId: string; usedLately: boolean }>`
    select organisation_id as "organisationId", id as "keyId",
      coalesce(last_used_at > now() - interval '1 minute', false) as "usedLately"
    from organisation_api_keys where hash = ${hashOf(key)} and revoked_at is null`.execute(queries(em));
  const found = rows[0];
  if (found === undefined) return null;
  if (!found.usedLately) await noteUse(em, found.keyId);
  return { organisationId: found.organisationId, keyId: found.keyId };
}

async function noteUse(em: EntityManager, keyId: string): Promise<void> {
  await sql`update organisation_api_keys set last_used_at = now() where id = ${keyId}`.execute(queries(em));
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
