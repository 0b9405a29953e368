import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Queries } from '../database.ts';

/**
 * Plans what an organisation's software is told of a message that its trainee posted, in the transaction that posts it. The
 * organisation's own messages are no news to it.
 */
export async function planMessageDeliveries(queries: Queries, messageId: string): Promise<void> {
  await insert(queries, { which: sql`message.id = ${messageId}`, replayed: false, limit: null });
}

/** Plans again what an endpoint was to be told of messages since an instant; gives how many. */
export async function replayMessages(
  queries: Queries,
  { endpointId, since, limit }: { endpointId: string; since: Instant; limit: number },
): Promise<number> {
  const which = sql`endpoint.id = ${endpointId} and message.sent_at >= ${since}`;
  return await insert(queries, { which, replayed: true, limit });
}

async function insert(
  queries: Queries,
  { which, replayed, limit }: { which: RawBuilder<unknown>; replayed: boolean; limit: number | null },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    insert into webhook_deliveries (id, endpoint_id, stream, webhook_id, type, dossier_number, dossier_version, to_state,
      event_at, replayed, conversation_message_id)
    select gen_random_uuid(), endpoint.id, endpoint.id || '-' || message.number,
      'msg_' || left(encode(sha256(convert_to(concat_ws(' ', endpoint.id, message.id, told.type), 'UTF8')), 'hex'), 32),
      told.type, message.number, coalesce(stood.version, dossier.version), coalesce(stood.state, dossier.state),
      message.sent_at, ${replayed}::boolean, message.id
    from conversation_messages message
    join dossiers dossier on dossier.number = message.number
    join webhook_endpoints endpoint on endpoint.organisation_id = dossier.organisation_id
    cross join (values ('dossier.message'), ('dossier.file')) as told (type)
    left join lateral (
      select version, to_state as state from dossier_events event
      where event.number = message.number and event.at <= message.sent_at order by version desc limit 1) stood on true
    where ${which} and message.author = 'trainee' and endpoint.disabled_at is null and endpoint.deleted_at is null
      and told.type = any(endpoint.events)
      and (told.type = 'dossier.message' or exists (select from dossier_documents where message_id = message.id))
    order by message.seq, told.type desc limit ${limit}::integer
    returning id`.execute(queries);
  return rows.length;
}
