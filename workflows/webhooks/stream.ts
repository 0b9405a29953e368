import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { WebhookActivities } from '../../activities/webhooks/contract.ts';
import { deliveryPlannedSignal } from './contract.ts';

const { deliverNext } = proxyActivities<WebhookActivities>({
  summary: 'deliver the next event',
  // More than an endpoint may take to answer.
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * Delivers to one endpoint what happens to one dossier, in the order of its versions: the next one leaves when the one before
 * arrived, or was given up after three days. Ends when nothing waits.
 */
export async function webhookStream(stream: string): Promise<void> {
  let planned = true;
  setHandler(deliveryPlannedSignal, () => void (planned = true));
  while (planned) {
    planned = false;
    const outcome = await deliverNext({ stream, nowMs: Date.now() });
    if (outcome.outcome === 'none') continue;
    if (outcome.outcome === 'later') await condition(() => planned, Math.max(1, outcome.inMs));
    planned = true;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof webhookStream>(stream);
  }
}
