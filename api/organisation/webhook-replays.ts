import { queries } from '../../db/database.ts';
import { planChallenge } from '../../db/webhooks/challenges.ts';
import { planTest, replayDelivery, replaySince } from '../../db/webhooks/delivery-log.ts';
import type { EndpointRow } from '../../db/webhooks/endpoints.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { enabledWebhook } from './webhooks.ts';

type From = Exchange<OrganisationCaller>;

/** Plans the test event; while the endpoint has not shown that it wants to be called, the challenge again. Throws `webhook_not_found`, `webhook_disabled`, `too_many_requests`. */
export async function sendTest(exchange: From, id: string): Promise<'test' | 'challenge'> {
  const webhook = await enabledWebhook(exchange, id);
  await exchange.services.rateLimits.count('webhookTests', exchange.caller.id);
  if (webhook.verifiedAt === null) {
    await exchange.em.transactional((tx) => planChallenge(queries(tx), webhook.id));
    return 'challenge';
  }
  await planTest(exchange.em, webhook.id);
  return 'test';
}

/**
 * Plans again what happened since an instant; gives how much. Throws `webhook_not_found`, `webhook_disabled`,
 * `webhook_not_verified`, `too_many_requests`.
 */
export async function replayEvents(exchange: From, id: string, since: string): Promise<number> {
  const webhook = await verifiedWebhook(exchange, id);
  await exchange.services.rateLimits.count('webhookReplays', exchange.caller.id);
  return await replaySince(exchange.em, webhook, exchange.caller.id, instant(since));
}

/**
 * Plans one delivery again. Throws `webhook_not_found`, `webhook_disabled`, `webhook_not_verified`,
 * `webhook_delivery_not_found`, `too_many_requests`.
 */
export async function replayOne(exchange: From, id: string, deliveryId: string): Promise<void> {
  const webhook = await verifiedWebhook(exchange, id);
  await exchange.services.rateLimits.count('webhookReplays', exchange.caller.id);
  const replay = await replayDelivery(exchange.em, webhook.id, deliveryId);
  if (replay === null) throw new Problem('webhook_delivery_not_found');
}

async function verifiedWebhook(exchange: From, id: string): Promise<EndpointRow> {
  const webhook = await enabledWebhook(exchange, id);
  if (webhook.verifiedAt === null) throw new Problem('webhook_not_verified');
  return webhook;
}
