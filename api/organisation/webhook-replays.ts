import { planTest, replayDelivery, replaySince } from '../../db/webhooks/delivery-log.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { enabledWebhook } from './webhooks.ts';

type From = Exchange<OrganisationCaller>;

/** Plans the test event. Throws `webhook_not_found`, `webhook_disabled`. */
export async function sendTest(exchange: From, id: string): Promise<void> {
  const webhook = await enabledWebhook(exchange, id);
  await planTest(exchange.em, webhook.id);
}

/** Plans again what happened since an instant; gives how much. Throws `webhook_not_found`, `webhook_disabled`. */
export async function replayEvents(exchange: From, id: string, since: string): Promise<number> {
  const webhook = await enabledWebhook(exchange, id);
  return await replaySince(exchange.em, webhook, exchange.caller.id, instant(since));
}

/** Plans one delivery again. Throws `webhook_not_found`, `webhook_disabled`, `webhook_delivery_not_found`. */
export async function replayOne(exchange: From, id: string, deliveryId: string): Promise<void> {
  const webhook = await enabledWebhook(exchange, id);
  const replay = await replayDelivery(exchange.em, webhook.id, deliveryId);
  if (replay === null) throw new Problem('webhook_delivery_not_found');
}
