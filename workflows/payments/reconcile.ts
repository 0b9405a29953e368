import { proxyActivities } from '@temporalio/workflow';
import type { PaymentActivities } from '../../activities/payments/contract.ts';
import type { Reconciliation } from './contract.ts';

/** More than a healthy day ever needs; what is left over is asked about in the next run. */
const mostRounds = 50;

const { askPayments } = proxyActivities<PaymentActivities>({
  summary: 'interroge le service de paiement',
  startToCloseTimeout: '5 minutes',
  // The next run waits for this one: a worker that died must not hold everybody's payments up for minutes. It beats after each
  // payment, for which the service may take some seconds.
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '5 seconds', maximumInterval: '1 minute', maximumAttempts: 10 },
});

/**
 * Makes up for webhooks that never came: asks the payment service about everything that is not final, and tells the dossiers
 * what they do not know. Started by a schedule; running twice, or again, does nothing twice.
 */
export async function reconcilePayments({ silenceMs }: Reconciliation): Promise<{ told: number }> {
  const askedAt = Date.now();
  const heardBefore = askedAt - silenceMs;
  let told = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const { told: now, more } = await askPayments({ heardBefore, askedAt });
    told += now;
    if (!more) break;
  }
  return { told };
}
