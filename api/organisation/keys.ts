import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { queries } from '../../db/database.ts';
import { createApiKey, type NewApiKey } from '../../db/organisation/api-keys.ts';
import { apiKeyOf, type ApiKeyRow, rotateApiKey } from '../../db/organisation/manage-keys.ts';
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
): Promise<Reply> {
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
): Promise<Reply> {
  const { em, caller, services } = exchange;
  const newId = idFor(exchange, `api-key after ${id}`);
  const rotation = { ...wish, createdBy: memberId(caller), box: services.secrets };
  const made = await rotateApiKey(em, { organisationId: caller.id, id, newId }, rotation);
  if (made === null) throw new Problem('key_not_found');
  if (made === 'dead') throw new Problem('key_not_active');
  return await shown(exchange, newId, made === 'done' ? null : made);
}

/** A key as the API shows it. */
export function keyView(row: ApiKeyRow, now: number) {
  return { ...row, status: statusOf(row, now) };
}

function statusOf({ revokedAt, expiresAt }: ApiKeyRow, now: number) {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'active';
  return Date.parse(expiresAt) > now ? 'expiring' : 'expired';
}

async function shown(exchange: From, id: string, made: NewApiKey | null): Promise<Reply> {
  const { em, caller, services } = exchange;
  const row = await apiKeyOf(em, caller.id, id);
  if (row === null) throw new Problem('key_not_found');
  const apiKey = keyView(row, services.clock.now());
  if (made === null) return ok({ apiKey, key: null, signingSecret: null });
  const { key, signingSecret } = made;
  return created(`/api/organisation/keys/${id}`, { apiKey, key, signingSecret });
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
