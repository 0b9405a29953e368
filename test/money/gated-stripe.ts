import { Stripe } from 'stripe';
import { stripeApiVersion } from '../../activities/payments/stripe-client.ts';
import type { Control } from '../../dev/payments/control/control.ts';
import { currentWork, type Fate } from './small-temporal/work.ts';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;
type MakeRequest = HttpClient['makeRequest'];

/** The real client, set as the product sets it, whose requests wait for the history to say how they fare. */
export function gatedStripe(secretKey: string, server: { url: string; control: Control }): Stripe {
  const { hostname, port } = new URL(server.url);
  return new Stripe(secretKey, {
    apiVersion: stripeApiVersion,
    maxNetworkRetries: 0,
    telemetry: false,
    protocol: 'http',
    host: hostname,
    port,
    httpClient: gated(Stripe.createNodeHttpClient(), server.control),
  });
}

function gated(client: HttpClient, control: Control): HttpClient {
  const through = client.makeRequest.bind(client);
  const makeRequest: MakeRequest = async (...request) => {
    const work = currentWork();
    if (work === undefined) return await through(...request);
    const fate = await work.stop();
    if (fate === 'cut_before') throw new Error('cut');
    control.clearFaults();
    failWith(control, fate, { path: request[2], method: request[3] });
    const response = await through(...request);
    const late = await work.stop();
    if (fate === 'cut_after' || late === 'cut_after') throw new Error('cut');
    return response;
  };
  client.makeRequest = makeRequest;
  return client;
}

function failWith(control: Control, fate: Fate, request: { path: string; method: string }): void {
  const path = request.path.split('?')[0] ?? '';
  const method = request.method === 'POST' ? 'POST' : 'GET';
  const fault = { path, method, times: 1, answer: 500 } as const;
  if (fate === 'error_before') control.addFault({ ...fault, when: 'before' });
  if (fate === 'error_kept' && method === 'POST') control.addFault({ ...fault, when: 'after', kept: true });
}
