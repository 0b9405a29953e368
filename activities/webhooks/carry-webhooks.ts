import { queries } from '../../db/database.ts';
import { markHanded, waitingStreams } from '../../db/webhooks/deliveries.ts';
import { planDeliveries } from '../../db/webhooks/plan-deliveries.ts';
import type { WebhookDependencies } from './dependencies.ts';

const eventsAtOnce = 200;
const streamsAtOnce = 50;

/** One look at what is new: plans deliveries for the events and hands waiting streams to their workflows. */
export async function carryOnce(deps: Pick<WebhookDependencies, 'db' | 'startStream'>): Promise<void> {
  while ((await planDeliveries(deps.db.em.fork(), eventsAtOnce)) === eventsAtOnce);
  const open = queries(deps.db.em.fork());
  for (const stream of await waitingStreams(open, streamsAtOnce)) {
    // In this order: a stream that is started twice sends nothing twice, one that is marked and not started sends nothing.
    await deps.startStream(stream);
    await markHanded(open, stream);
  }
}
