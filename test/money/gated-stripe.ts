import { Stripe } from 'stripe';
import { stripeApiVersion } from '../../activities/payments/stripe-client.ts';
import type { Control } from '../../dev/payments/control/control.ts';
import { currentWork } from './small-temporal/work.ts';
import type { Fate } from './stage.ts';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;
type MakeRequest = HttpClient['makeRequest'];
type Request = Parameters<MakeRequest>;

/** What a request that nobody waits for any more needs: to arrive all the same, some time. */
export type SendLate = (label: string, send: () => Promise<void>) => void;

/** The real client, set as the product sets it, whose requests wait for the history to say how they fare. */
export function gatedStripe(
  secretKey: string,
  server: { url: string; control: Control },
  sendLate: SendLate,
): Stripe {
  const { hostname, port } = new URL(server.url);
  return new Stripe(secretKey, {
    apiVersion: stripeApiVersion,
    maxNetworkRetries: 0,
    telemetry: false,
    protocol: 'http',
    host: hostname,
    port,
    httpClient: gated(Stripe.createNodeHttpClient(), { control: server.control, sendLate }),
  });
}

function gated(
  client: HttpClient,
  { control, sendLate }: { control: Control; sendLate: SendLate },
): HttpClient {
  const through = client.makeRequest.bind(client);
  const makeRequest: MakeRequest = async (...request) => {
    const work = currentWork();
    if (work === undefined) return await through(...request);
    const fate = await work.stop();
    if (fate === 'cut_before') throw new Error('cut');
    if (fate === 'timed_out') {
      sendLate(`${work.label} ${request[3]} ${request[2]}`, async () => {
        await (await through(...request)).toJSON().catch(() => undefined);
      });
      throw Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });
    }
    control.clearFaults();
    failWith(control, fate, request);
    const response = await through(...request);
    const late = await work.stop();
    if (fate === 'cut_after' || late === 'cut_after') throw new Error('cut');
    return response;
  };
  client.makeRequest = makeRequest;
  return client;
}

const refusedBefore: Partial<Record<Fate, number>> = { error_before: 500, conflict: 409, too_many: 429 };

function failWith(control: Control, fate: Fate, request: Request): void {
  const path = request[2].split('?')[0] ?? '';
  const method = request[3] === 'POST' ? 'POST' : 'GET';
  const answer = refusedBefore[fate];
  if (answer !== undefined) control.addFault({ path, method, times: 1, answer, when: 'before' });
  // Stripe keeps a failure under the idempotency key, which only what changes something has.
  if (fate !== 'error_kept' || method !== 'POST') return;
  control.addFault({ path, method, times: 1, answer: 500, when: 'after', kept: true });
}
