import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Queries } from '../database.ts';
import { instantOf } from '../instant-column.ts';
import { claimedFor, claimMs } from '../outbox.ts';

/** A delivery that waits, with its endpoint. */
export interface PlannedDelivery {
  id: string;
  endpointId: string;
  webhookId: string;
  type: string;
  number: string | null;
  version: number | null;
  state: string | null;
  /** The trainee's message that it tells of, with the files that go with it; null for a line of the timeline. */
  told: { messageId: string; attachmentIds: string[] } | null;
  at: Instant;
  attempts: number;
  /** Epoch milliseconds before which it is not to be tried again; null when it may leave. */
  notBefore: number | null;
  url: string;
  /** Whether the endpoint takes no deliveries: switched off or deleted. */
  isOff: boolean;
  /** What its server must give back; null once it did. */
  challenge: string | null;
  /** Epoch milliseconds since when nothing got through. */
  failingSince: number | null;
}

/** What an attempt found. */
export interface Attempt {
  /** Null when there was no answer. */
  responseStatus: number | null;
  responseExcerpt: string | null;
  durationMs: number;
  /** A code for why there was no answer, such as `timeout` or `private_address`. */
  failure: string | null;
}

/** How many deliveries may be under way to one endpoint. */
export interface EndpointSlots {
  healthy: number;
  failing: number;
  /** Those taken already, by endpoint. */
  taken: Readonly<Record<string, number>>;
}

/**
 * Claims the first deliveries of streams of which nobody delivers anything, of each endpoint those that wait longest, as many as
 * it has slots. Whoever claims delivers them before the claim ends, or lets it end: somebody else then takes them up.
 */
export async function claimDeliveries(
  queries: Queries,
  { limit, slots: { healthy, failing, taken } }: { limit: number; slots: EndpointSlots },
): Promise<PlannedDelivery[]> {
  const isFree = (row: string) =>
    sql`(${sql.ref(`${row}.claimed_until`)} is null or ${sql.ref(`${row}.claimed_until`)} <= now())`;
  const { rows } = await sql<PlannedDelivery>`
    with head as (
      select waiting.id, waiting.seq from webhook_endpoints endpoint cross join lateral (
        select delivery.id, delivery.seq from webhook_deliveries delivery
        where delivery.endpoint_id = endpoint.id and delivery.status = 'planned' and ${isFree('delivery')}
          and (delivery.next_attempt_at is null or delivery.next_attempt_at <= now())
          and not exists (
            select from webhook_deliveries other
            where other.stream = delivery.stream and other.status = 'planned' and other.id <> delivery.id
              and (not ${isFree('other')} or ${place('other')} < ${place('delivery')}))
          -- What is not planned yet may have to leave before.
          and not exists (
            select from dossier_events event
            where event.number = delivery.dossier_number and event.webhooks_planned_at is null)
        order by delivery.seq
        limit greatest(0, case when endpoint.failing_since is null then ${healthy}::integer else ${failing}::integer end
          - coalesce((${JSON.stringify(taken)}::jsonb->>endpoint.id::text)::integer, 0))) waiting
      order by waiting.seq limit ${limit}
    ), locked as (
      select id from webhook_deliveries delivery
      where id in (select id from head) and status = 'planned' and ${isFree('delivery')} for update skip locked
    ), claimed as (
      update webhook_deliveries set claimed_until = ${claimedFor(claimMs)} from locked
      where webhook_deliveries.id = locked.id returning webhook_deliveries.id
    )
    select ${columns} where delivery.id in (select id from claimed) order by delivery.seq`.execute(queries);
  return rows;
}

/** Reads a delivery that waits; null once it is settled. */
export async function plannedDelivery(queries: Queries, id: string): Promise<PlannedDelivery | null> {
  const { rows } = await sql<PlannedDelivery>`
    select ${columns} where delivery.id = ${id} and delivery.status = 'planned'`.execute(queries);
  return rows[0] ?? null;
}

/** Claims a delivery for so many milliseconds from now; zero gives it back. */
export async function keepDeliveryClaim(queries: Queries, id: string, ms: number): Promise<void> {
  await sql`
    update webhook_deliveries set claimed_until = ${claimedFor(ms)} where id = ${id} and status = 'planned'`.execute(
    queries,
  );
}

/** What leaves first in a stream: the lowest version, its event, then what was written then. */
const place = (row: string) => sql`(coalesce(${sql.ref(`${row}.dossier_version`)}, 0),
  ${sql.ref(`${row}.conversation_message_id`)} is not null, ${sql.ref(`${row}.seq`)})`;

const columns = sql`
  delivery.id, delivery.endpoint_id as "endpointId", delivery.webhook_id as "webhookId", delivery.type,
  delivery.dossier_number as number, delivery.dossier_version as version, delivery.to_state as state,
  case when delivery.conversation_message_id is not null then jsonb_build_object(
    'messageId', delivery.conversation_message_id, 'attachmentIds', (
      select coalesce(jsonb_agg(id order by created_at, id), '[]') from dossier_documents
      where message_id = delivery.conversation_message_id)) end as told,
  ${instantOf('delivery.event_at')} as at, delivery.attempts,
  (extract(epoch from delivery.next_attempt_at) * 1000)::float8 as "notBefore", endpoint.url,
  endpoint.disabled_at is not null or endpoint.deleted_at is not null as "isOff",
  case when endpoint.verified_at is null then endpoint.challenge end as challenge,
  (extract(epoch from endpoint.failing_since) * 1000)::float8 as "failingSince"
  from webhook_deliveries delivery join webhook_endpoints endpoint on endpoint.id = delivery.endpoint_id`;

/** Records an attempt and what it means for the delivery and its endpoint. */
export async function recordAttempt(
  queries: Queries,
  delivery: Pick<PlannedDelivery, 'id' | 'endpointId'>,
  {
    attempt,
    nowMs,
    next,
  }: { attempt: Attempt; nowMs: number; next: 'delivered' | 'failed' | { at: number } },
): Promise<void> {
  const now = new Date(nowMs).toISOString();
  const again = typeof next === 'object' ? new Date(next.at).toISOString() : null;
  const status = typeof next === 'object' ? 'planned' : next;
  await sql`
    with endpoint as (
      update webhook_endpoints set
        failing_since = case when ${status === 'delivered'}::boolean then null else coalesce(failing_since, ${now}::timestamptz) end
      where id = ${delivery.endpointId} and (failing_since is not null or ${status !== 'delivered'}::boolean))
    update webhook_deliveries set status = ${status}, attempts = attempts + 1, last_attempt_at = ${now},
      next_attempt_at = ${again}, response_status = ${attempt.responseStatus}, response_excerpt = ${attempt.responseExcerpt},
      duration_ms = ${attempt.durationMs}, failure = ${attempt.failure},
      settled_at = ${again === null ? now : null}::timestamptz
    where id = ${delivery.id} and status = 'planned'`.execute(queries);
}

/** Ends a delivery without an attempt: it is no longer needed, or its endpoint takes nothing. */
export async function settleUnsent(
  queries: Queries,
  id: string,
  { status, failure }: { status: 'superseded' | 'failed'; failure: string },
): Promise<void> {
  await sql`
    update webhook_deliveries set status = ${status}, failure = ${failure}, next_attempt_at = null, settled_at = now()
    where id = ${id} and status = 'planned'`.execute(queries);
}

/** Switches an endpoint off. False when it was off already. */
export async function disableEndpoint(
  queries: Queries,
  id: string,
  reason: 'failing' | 'gone',
): Promise<boolean> {
  const { rows } = await sql`
    update webhook_endpoints set disabled_at = now(), disabled_reason = ${reason}
    where id = ${id} and disabled_at is null and deleted_at is null returning id`.execute(queries);
  return rows.length === 1;
}
