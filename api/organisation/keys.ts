import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { queries } from '../../db/database.ts';
import { createApiKey, type NewApiKey } from '../../db/organisation/api-keys.ts';
import {
  apiKeyOf,
  type ApiKeyRow,
  renameApiKey,
  revokeApiKey,
  rotateApiKey,
} from '../../db/organisation/manage-keys.ts';
import { uuidOf } from '../dossiers/message-id.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import { created, ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

const mostKeys = 20;

type From = Exchange<OrganisationCaller>;

/** Makes a key. The same request again shows the key that was made, without what is shown once. */
export async function makeKey(
  exchange: From,
  { name, signed }: { name: string; signed: boolean },
): Promise<MadeKey> {
  const { em, caller, services } = exchange;
  const id = idFor(exchange, 'api-key');
  const made = await em.transactional(async (transaction) => {
    await lockOrganisation(transaction, caller.id);
    const earlier = await apiKeyOf(transaction, caller.id, id);
    if (earlier !== null) {
      if (earlier.name !== name || earlier.signed !== signed) throw new Problem('idempotency_key_reused');
      return null;
    }
    if ((await activeKeys(transaction, caller.id)) >= mostKeys) throw new Problem('too_many_keys');
    const options = { id, createdBy: memberId(caller), ...(signed ? { signedWith: services.secrets } : {}) };
    return await createApiKey(transaction, caller.id, name, options);
  });
  return await shown(exchange, id, made);
}

/** Replaces a key; the old one works on for the overlap. */
export async function replaceKey(
  exchange: From,
  id: string,
  wish: { overlapHours: number; signed?: boolean | undefined },
): Promise<MadeKey> {
  const { em, caller, services } = exchange;
  const newId = idFor(exchange, `api-key after ${id}`);
  const rotation = { ...wish, createdBy: memberId(caller), box: services.secrets };
  const made = await rotateApiKey(em, { organisationId: caller.id, id, newId }, rotation);
  if (made === null) throw new Problem('key_not_found');
  if (made === 'dead') throw new Problem('key_not_active');
  return await shown(exchange, newId, made === 'done' ? null : made);
}

/** Whether a key works: `expiring` while it does, beside the one that replaced it. */
export type KeyStatus = 'active' | 'expiring' | 'expired' | 'revoked';

/** A key as the API shows it. */
export function keyView(row: ApiKeyRow, now: number) {
  return { ...row, status: statusOf(row, now) };
}

function statusOf({ revokedAt, expiresAt }: ApiKeyRow, now: number): KeyStatus {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'active';
  return Date.parse(expiresAt) > now ? 'expiring' : 'expired';
}

/** A key just made, with what is shown once; null when the same request made it before. */
export interface MadeKey {
  apiKey: ReturnType<typeof keyView>;
  made: NewApiKey | null;
}

/** Answers with a key just made. */
export function madeKeyReply({ apiKey, made }: MadeKey): Reply {
  if (made === null) return ok({ apiKey, key: null, signingSecret: null });
  const { key, signingSecret } = made;
  return created(`/api/organisation/keys/${apiKey.id}`, { apiKey, key, signingSecret });
}

/** Reads one of the organisation's keys. Throws `key_not_found` for any other. */
export async function ownKey({ em, caller, services }: From, id: string) {
  const row = await apiKeyOf(em, caller.id, id);
  if (row === null) throw new Problem('key_not_found');
  return keyView(row, services.clock.now());
}

/** Gives a key another name; nothing else of it changes. Throws `key_not_found`. */
export async function renameKey({ em, caller, services }: From, id: string, { name }: { name: string }) {
  const row = await renameApiKey(em, caller.id, { id, name });
  if (row === null) throw new Problem('key_not_found');
  return keyView(row, services.clock.now());
}

/** Revokes a key: from now on it opens nothing. Throws `key_not_found`. */
export async function revokeKey({ em, caller, services }: From, id: string) {
  const row = await revokeApiKey(em, caller.id, id);
  if (row === null) throw new Problem('key_not_found');
  return keyView(row, services.clock.now());
}

async function shown(exchange: From, id: string, made: NewApiKey | null): Promise<MadeKey> {
  return { apiKey: await ownKey(exchange, id), made };
}

/** The id of what a request makes: the same when it is sent again under its `Idempotency-Key`. */
function idFor({ caller, idempotencyKey }: From, what: string): string {
  return idempotencyKey === null ? randomUUID() : uuidOf(`${what} ${caller.id} ${idempotencyKey}`);
}

function memberId({ by }: OrganisationCaller): string | null {
  return by.type === 'member' ? by.id : null;
}

/** One change of an organisation's keys or people at a time: limits must hold for two at once. */
export async function lockOrganisation(em: EntityManager, organisationId: string): Promise<void> {
  await sql`select from organisations where id = ${organisationId} for no key update`.execute(queries(em));
}

async function activeKeys(em: EntityManager, organisationId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from organisation_api_keys
    where organisation_id = ${organisationId} and revoked_at is null and (expires_at is null or expires_at > now())`.execute(
    queries(em),
  );
  return rows[0]?.count ?? 0;
}
