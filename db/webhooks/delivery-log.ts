import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { queries as queriesOf, type Queries } from '../database.ts';
import { instantOf } from '../instant-column.ts';
import { replayMessages } from './plan-message-deliveries.ts';
import { planReplay, streamOf, type TellableEvent } from './plan-deliveries.ts';

/** More at once would be a synchronisation, for which there is the list of dossiers. */
const mostReplayed = 1_000;

/** A delivery as its organisation sees it. */
export interface DeliveryRow {
  id: string;
  /** For the cursor of lists. */
  seq: number;
  webhookId: string;
  type: string;
  number: string | null;
  version: number | null;
  eventAt: Instant;
  replayed: boolean;
  status: 'planned' | 'delivered' | 'failed' | 'superseded';
  attempts: number;
  nextAttemptAt: Instant | null;
  lastAttemptAt: Instant | null;
  responseStatus: number | null;
  responseExcerpt: string | null;
  durationMs: number | null;
  failure: string | null;
}

const columns = sql`
  id, seq::float8 as seq, webhook_id as "webhookId", type, dossier_number as number, dossier_version as version,
  ${instantOf('event_at')} as "eventAt", replayed, status, attempts, ${instantOf('next_attempt_at')} as "nextAttemptAt",
  ${instantOf('last_attempt_at')} as "lastAttemptAt", response_status as "responseStatus",
  response_excerpt as "responseExcerpt", duration_ms as "durationMs", failure`;

/** Reads an endpoint's deliveries, newest first; one more than the limit tells that there are more. */
export async function deliveriesOf(
  em: EntityManager,
  endpointId: string,
  {
    before,
    status,
    limit,
  }: { before: number | null; status?: DeliveryRow['status'] | undefined; limit: number },
): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns} from webhook_deliveries
    where endpoint_id = ${endpointId} ${before === null ? sql`` : sql`and seq < ${before}`}
      ${status === undefined ? sql`` : sql`and status = ${status}`}
    order by seq desc limit ${limit}`.execute(queriesOf(em));
  return rows;
}

/** Plans the test event, which concerns no dossier; gives its id. */
export async function planTest(em: EntityManager, endpointId: string): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into webhook_deliveries (id, endpoint_id, stream, webhook_id, type, event_at)
    values (${id}, ${endpointId}, ${streamOf(endpointId, id)}, ${`msg_${id.replaceAll('-', '')}`}, 'webhook.test', now())`.execute(
    queriesOf(em),
  );
  return id;
}

/** Plans a delivery again, under the same webhook id. Null when the endpoint has none of that id. */
export async function replayDelivery(
  em: EntityManager,
  endpointId: string,
  id: string,
): Promise<string | null> {
  const newId = randomUUID();
  const { rows } = await sql<{ id: string }>`
    insert into webhook_deliveries (id, endpoint_id, stream, webhook_id, type, dossier_number, dossier_version, to_state,
      message_id, event_at, replayed, conversation_message_id)
    select ${newId}::uuid, endpoint_id, stream, webhook_id, type, dossier_number, dossier_version, to_state, message_id,
      event_at, true, conversation_message_id
    from webhook_deliveries where id = ${id} and endpoint_id = ${endpointId} returning id`.execute(
    queriesOf(em),
  );
  return rows[0]?.id ?? null;
}

/** Plans again all that an endpoint's events since an instant were, a thousand at most, and a thousand messages; gives how many. */
export async function replaySince(
  em: EntityManager,
  endpoint: { id: string; events: readonly string[] },
  organisationId: string,
  since: Instant,
): Promise<number> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const events = await eventsSince(queries, organisationId, since);
    const messages = { endpointId: endpoint.id, since, limit: mostReplayed };
    return (await planReplay(queries, endpoint, events)) + (await replayMessages(queries, messages));
  });
}

async function eventsSince(
  queries: Queries,
  organisationId: string,
  since: Instant,
): Promise<TellableEvent[]> {
  const { rows } = await sql<TellableEvent>`
    select event.number, event.version, event.type, event.from_state as "fromState", event.to_state as "toState",
      event.message_id as "messageId", (extract(epoch from event.at) * 1000)::float8 as "atMs",
      dossier.organisation_id as "organisationId"
    from dossiers dossier join dossier_events event on event.number = dossier.number
    where dossier.organisation_id = ${organisationId} and dossier.sent_at is not null and event.at >= ${since}
    order by event.at, event.number, event.version limit ${mostReplayed}`.execute(queries);
  return rows;
}
