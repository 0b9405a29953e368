import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { WebhookActivities } from '../../activities/webhooks/contract.ts';
import { webhookTaskQueue } from './contract.ts';

/**
 * Delivers one event that did not get through at once, again and again until it arrived or was given up after three days; what
 * follows it in its stream waits meanwhile.
 */
export async function webhookDelivery(id: string): Promise<void> {
  const { deliverWebhook } = proxyActivities<WebhookActivities>({
    summary: 'livre l’événement',
    taskQueue: webhookTaskQueue(workflowInfo().taskQueue),
    // More than an endpoint may take to answer.
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  });
  for (;;) {
    const outcome = await deliverWebhook({ id, nowMs: Date.now() });
    if (outcome.outcome === 'settled') return;
    await sleep(Math.max(1, outcome.inMs), { summary: 'prochain essai' });
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof webhookDelivery>(id);
  }
}
