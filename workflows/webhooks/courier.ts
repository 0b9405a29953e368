import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { WebhookActivities } from '../../activities/webhooks/contract.ts';

const { carryWebhooks } = proxyActivities<WebhookActivities>({
  summary: 'plan deliveries, start streams',
  startToCloseTimeout: '1 hour',
  // Shorter than an organisation notices, longer than a busy worker pauses.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

const turnsPerRun = 100;

/** Keeps one worker at a time looking for events that an endpoint must hear of. Never ends. */
export async function webhookCourier(): Promise<never> {
  for (let turn = 0; turn < turnsPerRun; turn += 1) await carryWebhooks();
  return await continueAsNew<typeof webhookCourier>();
}
