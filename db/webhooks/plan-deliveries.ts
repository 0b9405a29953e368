import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type RecordedStep, webhookEventOf } from '../../domain/webhooks/event-types.ts';
import { queries as queriesOf, type Queries } from '../database.ts';
import { unplannedEvents } from '../outbox.ts';

/** A line of a timeline that may be told to endpoints. */
export interface TellableEvent extends RecordedStep {
  number: string;
  version: number;
  messageId: string;
  /** Epoch milliseconds. */
  atMs: number;
  organisationId: string;
}

interface NewDelivery {
  id: string;
  endpointId: string;
  stream: string;
  webhookId: string;
  type: string;
  number: string;
  version: number;
  toState: string;
  messageId: string;
  at: string;
}

/**
 * Decides for the lines of timelines recorded since last time which endpoints are told of them; what is older than a week is news
 * to nobody.
 * @param limit how many dossiers are looked at
 * @returns how many were: the limit means that there may be more
 */
export async function planDeliveries(em: EntityManager, limit: number): Promise<number> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const events = await takeUnplanned(queries, limit);
    const news = events.filter(({ isNews }) => isNews);
    await insertDeliveries(queries, await deliveriesOf(queries, news), { replayed: false });
    return new Set(events.map(({ number }) => number)).size;
  });
}

/** Plans events again for one endpoint, those that it asked for; gives how many. */
export async function planReplay(
  queries: Queries,
  endpoint: { id: string; events: readonly string[] },
  events: readonly TellableEvent[],
): Promise<number> {
  const deliveries = events.flatMap((event) => deliveryOf(event, endpoint));
  await insertDeliveries(queries, deliveries, { replayed: true });
  return deliveries.length;
}

/** What is delivered one after the other: to an endpoint, about a dossier; what is about none is a stream of its own. */
export function streamOf(endpointId: string, subject: string): string {
  return `${endpointId}-${subject}`;
}

async function takeUnplanned(
  queries: Queries,
  limit: number,
): Promise<(TellableEvent & { isNews: boolean })[]> {
  const { rows } = await sql<TellableEvent & { isNews: boolean }>`
    with ${unplannedEvents('webhooks_planned_at', limit)}
    select marked.number, marked.version, marked.type, marked.from_state as "fromState", marked.to_state as "toState",
      marked.message_id as "messageId", (extract(epoch from marked.at) * 1000)::float8 as "atMs",
      dossier.organisation_id as "organisationId", marked.at > now() - interval '7 days' as "isNews"
    from marked join dossiers dossier on dossier.number = marked.number
    order by marked.at, marked.number, marked.version`.execute(queries);
  return rows;
}

async function deliveriesOf(queries: Queries, events: readonly TellableEvent[]): Promise<NewDelivery[]> {
  const organisations = [...new Set(events.map(({ organisationId }) => organisationId))];
  if (organisations.length === 0) return [];
  const { rows } = await sql<{ id: string; organisationId: string; events: string[] }>`
    select id, organisation_id as "organisationId", events from webhook_endpoints
    where organisation_id in (${sql.join(organisations)}) and disabled_at is null and deleted_at is null
      and verified_at is not null`.execute(queries);
  return events.flatMap((event) =>
    rows
      .filter(({ organisationId }) => organisationId === event.organisationId)
      .flatMap((endpoint) => deliveryOf(event, endpoint)),
  );
}

function deliveryOf(
  event: TellableEvent,
  { id: endpointId, events: chosen }: { id: string; events: readonly string[] },
): NewDelivery[] {
  const { number, version, toState, messageId, atMs } = event;
  const type = webhookEventOf(event);
  if (type === null || !chosen.includes(type)) return [];
  return [
    {
      id: randomUUID(),
      endpointId,
      stream: streamOf(endpointId, number),
      webhookId: webhookIdOf(`${endpointId} ${number} ${version} ${messageId}`),
      type,
      number,
      version,
      toState,
      messageId,
      at: new Date(atMs).toISOString(),
    },
  ];
}

/** One event to one endpoint has one id, however often it is sent. */
function webhookIdOf(name: string): string {
  return `msg_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

async function insertDeliveries(
  queries: Queries,
  deliveries: readonly NewDelivery[],
  { replayed }: { replayed: boolean },
): Promise<void> {
  if (deliveries.length === 0) return;
  await sql`
    insert into webhook_deliveries (id, endpoint_id, stream, webhook_id, type, dossier_number, dossier_version, to_state,
      message_id, event_at, replayed)
    select id, "endpointId", stream, "webhookId", type, number, version, "toState", "messageId", at, ${replayed}::boolean
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) as given(id uuid, "endpointId" uuid, stream text,
      "webhookId" text, type text, number text, version integer, "toState" text, "messageId" text, at timestamptz)
    on conflict (endpoint_id, dossier_number, dossier_version) where not replayed and dossier_number is not null
      and conversation_message_id is null
    do nothing`.execute(queries);
}
