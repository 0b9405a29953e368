import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoClient, DemoRequestError } from '../dev/demo-client.ts';
import type { PaymentServer } from '../dev/payments/server.ts';
import { testCards } from '../dev/payments/test-cards.ts';
import { postEvent, type WebhookTarget } from '../dev/payments/webhooks/post-event.ts';
import { DossierWatch } from './dossier-watch.ts';
import type { Paying } from './lifecycles.ts';
import { say } from './run-bench.ts';

/**
 * Pays on the page of the local Stripe, sends the signed webhook and waits until the dossier's stream, which its page listens to,
 * says `validated`. Notes the milliseconds from sending the webhook to that.
 */
export function payingByCard(
  server: PaymentServer,
  webhook: WebhookTarget,
  note: (ms: number) => void,
): Paying {
  return async ({ trainee }, number) => {
    const checkoutUrl = await openPage(trainee, number);
    const session = checkoutUrl.slice(checkoutUrl.lastIndexOf('/') + 1);
    server.control.pay(session, testCards.accepted.number);
    const event = completionOf(server, session);
    const watch = await DossierWatch.open(trainee, number);
    const began = performance.now();
    const [{ delivered, result }] = await Promise.all([
      postEvent(event, webhook),
      watch.until('validated').then(() => note(performance.now() - began)),
    ]);
    await watch.close();
    if (!delivered) throw new Error(`The webhook was answered with ${result}`);
  };
}

/** What the product says in `Retry-After`. */
const retryAfterMs = 5_000;

/** While too busy to answer the product says so (503); asked again with the same key, it opens the same page. */
async function openPage(trainee: DemoClient, number: string): Promise<string> {
  const key = randomUUID();
  for (;;) {
    try {
      const path = `/api/dossiers/${number}/payment`;
      return (await trainee.post<{ checkoutUrl: string }>(path, {}, key)).checkoutUrl;
    } catch (error) {
      if (!(error instanceof DemoRequestError) || error.status !== 503) throw error;
      say(`A page was not opened in time (${error.code}); asking again as told.`);
      await sleep(retryAfterMs);
    }
  }
}

function completionOf(server: PaymentServer, session: string) {
  const events = Object.values(server.control.state().events);
  const event = events.findLast(
    ({ type, data }) =>
      type === 'checkout.session.completed' && (data.object as { id: string }).id === session,
  );
  if (event === undefined) throw new Error(`Nobody paid on ${session}`);
  return event;
}
