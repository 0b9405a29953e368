import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { WebhookActivities } from '../../activities/webhooks/contract.ts';

const { deliverWebhook } = proxyActivities<WebhookActivities>({
  summary: 'deliver the event',
  // More than an endpoint may take to answer.
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * Delivers one event that did not get through at once, again and again until it arrived or was given up after three days; what
 * follows it in its stream waits meanwhile.
 */
export async function webhookDelivery(id: string): Promise<void> {
  for (;;) {
    const outcome = await deliverWebhook({ id, nowMs: Date.now() });
    if (outcome.outcome === 'settled') return;
    await sleep(Math.max(1, outcome.inMs), { summary: 'next attempt' });
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof webhookDelivery>(id);
  }
}
