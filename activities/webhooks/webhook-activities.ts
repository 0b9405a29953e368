import { keepLooking } from '../keep-looking.ts';
import { carryOnce } from './carry-webhooks.ts';
import type { WebhookActivities } from './contract.ts';
import { deliverNext } from './deliver-next.ts';
import type { WebhookDependencies } from './dependencies.ts';
import { Slots } from './slots.ts';

/** Builds the activities of webhooks; the slots of endpoints are the process's. */
export function createWebhookActivities(dependencies: WebhookDependencies): WebhookActivities {
  const slots = new Slots();
  return {
    carryWebhooks: () => keepLooking(dependencies.isStopping, () => carryOnce(dependencies)),
    deliverNext: async (request) => await deliverNext({ ...dependencies, slots }, request),
  };
}
