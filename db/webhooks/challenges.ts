import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries } from '../database.ts';
import { streamOf } from './plan-deliveries.ts';

/** The type of the message that asks an endpoint whether it wants to be called. */
export const challengeType = 'webhook.challenge';

/**
 * Asks an endpoint to show that it wants to be called, by a new secret text that it must give back: until then it gets no events.
 * Within a transaction that changes the endpoint.
 */
export async function planChallenge(queries: Queries, endpointId: string): Promise<void> {
  const [id, challenge] = [randomUUID(), randomBytes(24).toString('base64url')];
  await sql`
    update webhook_endpoints set verified_at = null, challenge = ${challenge} where id = ${endpointId}`.execute(
    queries,
  );
  await sql`
    insert into webhook_deliveries (id, endpoint_id, stream, webhook_id, type, event_at)
    values (${id}, ${endpointId}, ${streamOf(endpointId, id)}, ${`msg_${id.replaceAll('-', '')}`}, ${challengeType}, now())`.execute(
    queries,
  );
}

/** Notes that an endpoint gave its challenge back, unless it has got another one since. */
export async function noteAnswered(queries: Queries, endpointId: string, challenge: string): Promise<void> {
  await sql`
    update webhook_endpoints set verified_at = now()
    where id = ${endpointId} and challenge = ${challenge} and verified_at is null`.execute(queries);
}
