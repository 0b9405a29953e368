import { queries as queriesOf } from '../../db/database.ts';
import { tellOutboxChanged } from '../../db/outbox.ts';
import { keepDeliveryClaim, plannedDelivery } from '../../db/webhooks/deliveries.ts';
import type { DeliveryOutcome, WebhookActivities } from './contract.ts';
import { deliver } from './deliver.ts';
import type { WebhookDependencies } from './dependencies.ts';

/**
 * How long after its next attempt is due a delivery is claimed by its workflow, in milliseconds. Later, the workflow is gone, and
 * the relay takes the delivery up.
 */
export const deliveryClaimMs = 10 * 60_000;

/** Builds the activities of webhooks. */
export function createWebhookActivities(deps: WebhookDependencies): WebhookActivities {
  return { deliverWebhook: (request) => deliverWebhook(deps, request) };
}

async function deliverWebhook(
  deps: WebhookDependencies,
  { id, nowMs }: { id: string; nowMs: number },
): Promise<DeliveryOutcome> {
  const queries = queriesOf(deps.db.em.fork());
  await keepDeliveryClaim(queries, id, deliveryClaimMs);
  const delivery = await plannedDelivery(queries, id);
  if (delivery === null) return { outcome: 'settled' };
  const outcome = await deliver(deps, delivery, nowMs);
  if (outcome.outcome === 'later') await keepDeliveryClaim(queries, id, outcome.inMs + deliveryClaimMs);
  // What waits behind it may leave.
  else await tellOutboxChanged(queries, 'webhook_deliveries');
  return outcome;
}
