import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { WebhookActivities } from '../../activities/webhooks/contract.ts';
import { courierOptions, takeTurns } from '../courier.ts';

const { carryWebhooks } = proxyActivities<WebhookActivities>({
  ...courierOptions,
  summary: 'plan deliveries, start streams',
});

/** Keeps one worker at a time looking for events that an endpoint must hear of. Never ends. */
export async function webhookCourier(): Promise<never> {
  await takeTurns(carryWebhooks);
  return await continueAsNew<typeof webhookCourier>();
}
