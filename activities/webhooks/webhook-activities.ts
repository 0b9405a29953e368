import { Context } from '@temporalio/activity';
import { carryWebhooks } from './carry-webhooks.ts';
import type { WebhookActivities } from './contract.ts';
import { deliverNext } from './deliver-next.ts';
import type { WebhookDependencies } from './dependencies.ts';
import { Slots } from './slots.ts';

const turnMs = 10 * 60_000;

/** Builds the activities of webhooks; the slots of endpoints are the process's. */
export function createWebhookActivities(dependencies: WebhookDependencies): WebhookActivities {
  const slots = new Slots();
  return {
    carryWebhooks: async () => {
      const context = Context.current();
      const untilMs = Date.now() + turnMs;
      await carryWebhooks(dependencies, { untilMs, heartbeat: () => context.heartbeat() });
    },
    deliverNext: async (request) => await deliverNext({ ...dependencies, slots }, request),
  };
}
