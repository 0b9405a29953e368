import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { testKeys } from './payment-server.ts';

/** A product's webhook route for tests: it checks signatures with the real client and notes what came. */
export interface WebhookReceiver {
  readonly url: string;
  readonly events: Stripe.Event[];
  /** The status of the next answers; 200 when there is none left. */
  readonly answers: number[];
  close(): Promise<void>;
}

/** Starts a receiver; a forged or stale signature is answered with 400 and noted nowhere. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const events: Stripe.Event[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.statusCode = answers.shift() ?? 200;
      try {
        const signature = String(request.headers['stripe-signature']);
        const { webhooks } = new Stripe(testKeys.secretKey);
        events.push(webhooks.constructEvent(Buffer.concat(chunks), signature, testKeys.webhookSecret));
      } catch {
        response.statusCode = 400;
      }
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, events, answers, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
