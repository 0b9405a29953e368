import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';
import type { SecretBox } from '../secret-box.ts';
import { isApiKey, newKeyPrefix, newKeyText } from './key-format.ts';

/** A new key. The key itself, and the secret that signs its requests, are shown once. */
export interface NewApiKey {
  id: string;
  key: string;
  /** Null for a key whose requests need no signature. */
  signingSecret: string | null;
}

/** What a new key may have beside its name. */
export interface ApiKeyOptions {
  /** Random unless given. */
  id?: string;
  /** The member who makes it; nobody for the operators' command. */
  createdBy?: string | null;
  /** Seals the secret of a key whose every request must be signed; absent for one that needs no signature. */
  signedWith?: SecretBox;
}

/**
 * Makes a key by which an organisation's software signs in. Only its SHA-256 is stored, 32 random bytes need no salt; the
 * secret of signatures must be read back and is sealed.
 */
export async function createApiKey(
  em: EntityManager,
  organisationId: string,
  name: string,
  { id = randomUUID(), createdBy = null, signedWith }: ApiKeyOptions = {},
): Promise<NewApiKey> {
  const prefix = newKeyPrefix();
  const key = newKeyText('dfo', prefix);
  const signingSecret = signedWith === undefined ? null : newKeyText('dfs', prefix);
  const sealed = signingSecret === null ? null : (signedWith?.seal(signingSecret, sealContext(id)) ?? null);
  await sql`
    insert into organisation_api_keys (id, organisation_id, name, prefix, hash, created_by, signing_secret)
    values (${id}, ${organisationId}, ${name}, ${prefix}, ${hashOf(key)}, ${createdBy}, ${sealed})`.execute(
    queries(em),
  );
  return { id, key, signingSecret };
}

/** A key that signed in. */
export interface KnownApiKey {
  organisationId: string;
  keyId: string;
  prefix: string;
  /** Sealed for `sealContext(keyId)`; null when requests need no signature. */
  signingSecret: Buffer | null;
}

/**
 * Finds whose key this is, unless it was revoked or has run out; notes its use at most once a minute. Asked at every request:
 * a revoked key is worth nothing from that instant on, in every process.
 */
export async function findOrganisationByKey(em: EntityManager, key: string): Promise<KnownApiKey | null> {
  if (!isApiKey(key)) return null;
  const { rows } = await sql<KnownApiKey & { usedLately: boolean }>`
    select organisation_id as "organisationId", id as "keyId", prefix, signing_secret as "signingSecret",
      coalesce(last_used_at > now() - interval '1 minute', false) as "usedLately"
    from organisation_api_keys
    where hash = ${hashOf(key)} and revoked_at is null and (expires_at is null or expires_at > now())`.execute(
    queries(em),
  );
  const found = rows[0];
  if (found === undefined) return null;
  const { usedLately, ...known } = found;
  if (!usedLately) await noteUse(em, known.keyId);
  return known;
}

/** What the secret of a key's signatures is sealed for. */
export function sealContext(keyId: string): string {
  return `api-key:${keyId}`;
}

async function noteUse(em: EntityManager, keyId: string): Promise<void> {
  await sql`update organisation_api_keys set last_used_at = now() where id = ${keyId}`.execute(queries(em));
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
