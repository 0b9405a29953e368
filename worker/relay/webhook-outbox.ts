import type { Client } from '@temporalio/client';
import { deliver } from '../../activities/webhooks/deliver.ts';
import type { WebhookDependencies } from '../../activities/webhooks/dependencies.ts';
import { slotsOfEndpoint } from '../../activities/webhooks/slots.ts';
import { deliveryClaimMs } from '../../activities/webhooks/webhook-activities.ts';
import { queries as queriesOf } from '../../db/database.ts';
import { claimDeliveries, keepDeliveryClaim, type PlannedDelivery } from '../../db/webhooks/deliveries.ts';
import { webhookDeliveryId, webhookDeliveryType } from '../../workflows/webhooks/contract.ts';
import type { Outbox } from './sender.ts';

/** What delivering webhooks from the outbox needs. */
export interface WebhookOutboxParts extends WebhookDependencies {
  client: Client;
  /** The dossiers' task queue. */
  taskQueue: string;
  /** Epoch milliseconds. */
  now: () => number | Promise<number>;
}

// Deliveries wait for other people's machines: many at once cost little, and a hanging endpoint holds four at most.
const atOnce = 200;

/** The deliveries that wait. One that does not get through at the first try gets a workflow, which tries for days. */
export function webhookOutbox(parts: WebhookOutboxParts): Outbox<PlannedDelivery> {
  return {
    name: 'webhooks',
    atOnce,
    claim: async (limit) => {
      const slots = { ...slotsOfEndpoint, taken: parts.slots.taken };
      return await claimDeliveries(queriesOf(parts.db.em.fork()), { limit, slots });
    },
    send: async (delivery) => {
      const outcome = await deliver(parts, delivery, await parts.now());
      if (outcome.outcome === 'settled') return;
      await startWebhookDelivery(parts, delivery.id);
      await keepDeliveryClaim(queriesOf(parts.db.em.fork()), delivery.id, outcome.inMs + deliveryClaimMs);
    },
  };
}

async function startWebhookDelivery(
  { client, taskQueue }: Pick<WebhookOutboxParts, 'client' | 'taskQueue'>,
  id: string,
): Promise<void> {
  await client.workflow.start(webhookDeliveryType, {
    workflowId: webhookDeliveryId(id),
    taskQueue,
    args: [id],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // One that ended without settling it, by hand, may be followed by another.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}
