import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Queries } from '../database.ts';
import { instantOf } from '../instant-column.ts';

/** The delivery at the head of a stream, with its endpoint. */
export interface PlannedDelivery {
  id: string;
  endpointId: string;
  webhookId: string;
  type: string;
  number: string | null;
  version: number | null;
  state: string | null;
  messageId: string | null;
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
  /** Whether the line of the timeline is still there. */
  stands: boolean;
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

/** Finds streams whose deliveries have no workflow yet, those that wait longest first. */
export async function waitingStreams(queries: Queries, limit: number): Promise<string[]> {
  const { rows } = await sql<{ stream: string }>`
    select stream from (
      select stream, seq from webhook_deliveries where handed_at is null order by seq limit ${limit}) waiting
    group by stream order by min(seq)`.execute(queries);
  return rows.map(({ stream }) => stream);
}

/** Notes that a stream's deliveries planned so far have a workflow that sends them. */
export async function markHanded(queries: Queries, stream: string): Promise<void> {
  await sql`
    update webhook_deliveries set handed_at = now() where stream = ${stream} and handed_at is null`.execute(
    queries,
  );
}

/** The next delivery of a stream: the lowest version that waits, then what was written then. Null when none does. */
export async function nextDelivery(queries: Queries, stream: string): Promise<PlannedDelivery | null> {
  const { rows } = await sql<PlannedDelivery>`
    select delivery.id, delivery.endpoint_id as "endpointId", delivery.webhook_id as "webhookId", delivery.type,
      delivery.dossier_number as number, delivery.dossier_version as version, delivery.to_state as state,
      delivery.message_id as "messageId",
      case when delivery.conversation_message_id is not null then jsonb_build_object(
        'messageId', delivery.conversation_message_id, 'attachmentIds', (
          select coalesce(jsonb_agg(id order by created_at, id), '[]') from dossier_documents
          where message_id = delivery.conversation_message_id)) end as told, ${instantOf('delivery.event_at')} as at, delivery.attempts,
      (extract(epoch from delivery.next_attempt_at) * 1000)::float8 as "notBefore", endpoint.url,
      endpoint.disabled_at is not null or endpoint.deleted_at is not null as "isOff",
      case when endpoint.verified_at is null then endpoint.challenge end as challenge,
      (extract(epoch from endpoint.failing_since) * 1000)::float8 as "failingSince",
      delivery.dossier_number is null or delivery.conversation_message_id is not null
        or event.message_id is not distinct from delivery.message_id as stands
    from webhook_deliveries delivery
    join webhook_endpoints endpoint on endpoint.id = delivery.endpoint_id
    left join dossier_events event
      on event.number = delivery.dossier_number and event.version = delivery.dossier_version
    where delivery.stream = ${stream} and delivery.status = 'planned'
    order by delivery.dossier_version nulls first, delivery.conversation_message_id is not null, delivery.seq limit 1`.execute(
    queries,
  );
  return rows[0] ?? null;
}

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
    where id = ${delivery.id}`.execute(queries);
}

/**
 * Ends a delivery without an attempt: its event was undone, or its endpoint takes nothing. One that was planned anew meanwhile,
 * for the event that replaced the undone one, is left alone.
 */
export async function settleUnsent(
  queries: Queries,
  { id, messageId }: Pick<PlannedDelivery, 'id' | 'messageId'>,
  { status, failure }: { status: 'superseded' | 'failed'; failure: string },
): Promise<void> {
  await sql`
    update webhook_deliveries set status = ${status}, failure = ${failure}, next_attempt_at = null, settled_at = now()
    where id = ${id} and status = 'planned' and message_id is not distinct from ${messageId}`.execute(
    queries,
  );
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
