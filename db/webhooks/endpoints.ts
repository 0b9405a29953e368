import { randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { type Queries, queries as queriesOf } from '../database.ts';
import { instantOf } from '../instant-column.ts';
import type { SecretBox } from '../secret-box.ts';
import { planChallenge } from './challenges.ts';

/** More than an organisation needs; each event is sent to all of them. */
const mostEndpoints = 10;

/** An endpoint as its organisation sees it. */
export interface EndpointRow {
  id: string;
  url: string;
  description: string;
  events: string[];
  enabled: boolean;
  disabledAt: Instant | null;
  disabledReason: 'by_hand' | 'failing' | 'gone' | null;
  failingSince: Instant | null;
  /** Since when its server is known to want to be called; null: it gets no events. */
  verifiedAt: Instant | null;
  createdAt: Instant;
}

/** What an organisation chooses of an endpoint. */
export interface EndpointWish {
  url: string;
  description: string;
  events: readonly string[];
}

const columns = sql`
  id, url, description, events, disabled_at is null as enabled, ${instantOf('disabled_at')} as "disabledAt",
  disabled_reason as "disabledReason", ${instantOf('failing_since')} as "failingSince",
  ${instantOf('verified_at')} as "verifiedAt", ${instantOf('created_at')} as "createdAt"`;

/** Lists an organisation's endpoints in the order in which they were made. */
export async function endpointsOf(em: EntityManager, organisationId: string): Promise<EndpointRow[]> {
  const { rows } = await sql<EndpointRow>`
    select ${columns} from webhook_endpoints
    where organisation_id = ${organisationId} and deleted_at is null order by created_at, id`.execute(
    queriesOf(em),
  );
  return rows;
}

/** Reads an endpoint; null when the organisation has none of that id. */
export async function endpointOf(
  em: EntityManager,
  organisationId: string,
  id: string,
): Promise<EndpointRow | null> {
  const { rows } = await sql<EndpointRow>`
    select ${columns} from webhook_endpoints
    where id = ${id} and organisation_id = ${organisationId} and deleted_at is null`.execute(queriesOf(em));
  return rows[0] ?? null;
}

/**
 * Makes an endpoint with its first secret, which is shown this once, and asks its server whether it wants to be called. Null when
 * the organisation has ten.
 */
export async function createEndpoint(
  em: EntityManager,
  box: SecretBox,
  organisationId: string,
  { id, ...wish }: EndpointWish & { id: string },
): Promise<string | null> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    await sql`select from organisations where id = ${organisationId} for no key update`.execute(queries);
    if ((await endpointsOf(transaction, organisationId)).length >= mostEndpoints) return null;
    await sql`
      insert into webhook_endpoints (id, organisation_id, url, description, events)
      values (${id}, ${organisationId}, ${wish.url}, ${wish.description}, ${textArray(wish.events)})`.execute(
      queries,
    );
    await planChallenge(queries, id);
    return await addSecret(queries, box, id);
  });
}

/**
 * Changes an endpoint. Switched on again it starts afresh; switched off by hand it gets nothing more; under another address its
 * server is asked again whether it wants to be called.
 */
export async function changeEndpoint(
  em: EntityManager,
  organisationId: string,
  id: string,
  wish: Partial<EndpointWish> & { enabled?: boolean | undefined },
): Promise<EndpointRow | null> {
  const { url = null, description = null, events, enabled } = wish;
  const on = enabled === true;
  const off = enabled === false;
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const before = await endpointOf(transaction, organisationId, id);
    await sql`
    update webhook_endpoints set url = coalesce(${url}, url), description = coalesce(${description}, description),
      events = coalesce(${events === undefined ? null : textArray(events)}, events),
      disabled_at = case when ${on}::boolean then null when ${off}::boolean then coalesce(disabled_at, now()) else disabled_at end,
      disabled_reason = case when ${on}::boolean then null when ${off}::boolean then coalesce(disabled_reason, 'by_hand')
        else disabled_reason end,
      failing_since = case when ${on}::boolean then null else failing_since end
    where id = ${id} and organisation_id = ${organisationId} and deleted_at is null`.execute(queries);
    const isElsewhere = url !== null && url !== before?.url;
    const isUnknown = on && before?.verifiedAt === null;
    if (before !== null && (isElsewhere || isUnknown)) await planChallenge(queries, id);
    return await endpointOf(transaction, organisationId, id);
  });
}

/** Takes an endpoint away; its log stays. False when the organisation has none of that id. */
export async function deleteEndpoint(
  em: EntityManager,
  organisationId: string,
  id: string,
): Promise<boolean> {
  const { rows } = await sql`
    update webhook_endpoints set deleted_at = now()
    where id = ${id} and organisation_id = ${organisationId} and deleted_at is null returning id`.execute(
    queriesOf(em),
  );
  return rows.length === 1;
}

/** Gives an endpoint a new secret; the old ones sign beside it for the overlap, in hours. */
export async function rotateSecret(
  em: EntityManager,
  box: SecretBox,
  id: string,
  overlapHours: number,
): Promise<string> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    await sql`select from webhook_endpoints where id = ${id} for no key update`.execute(queries);
    await sql`
      update webhook_secrets set expires_at = least(expires_at, now() + make_interval(hours => ${overlapHours}::integer))
      where endpoint_id = ${id}`.execute(queries);
    await sql`delete from webhook_secrets where endpoint_id = ${id} and expires_at <= now()`.execute(queries);
    return await addSecret(queries, box, id);
  });
}

/** The secrets that sign for an endpoint now, the newest first. */
export async function secretsOf(queries: Queries, box: SecretBox, endpointId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; sealed: Buffer }>`
    select id, sealed from webhook_secrets
    where endpoint_id = ${endpointId} and (expires_at is null or expires_at > now()) order by created_at desc`.execute(
    queries,
  );
  return rows.map(({ id, sealed }) => box.open(sealed, webhookSecretContext(id)));
}

async function addSecret(queries: Queries, box: SecretBox, endpointId: string): Promise<string> {
  const id = randomUUID();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  await sql`
    insert into webhook_secrets (id, endpoint_id, sealed, created_at)
    values (${id}, ${endpointId}, ${box.seal(secret, webhookSecretContext(id))}, clock_timestamp())`.execute(
    queries,
  );
  return secret;
}

/** What a webhook's signing secret is sealed for. */
export function webhookSecretContext(secretId: string): string {
  return `webhook-secret:${secretId}`;
}

/** A list as Postgres reads it; types of events hold nothing that would need quoting. */
function textArray(items: readonly string[]) {
  return sql`string_to_array(${items.join(',')}, ',')`;
}
