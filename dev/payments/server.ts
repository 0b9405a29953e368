import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { Problem } from '../problem.ts';
import { createPaymentApp } from './app.ts';
import { Control } from './control/control.ts';
import type { Desk } from './desk.ts';
import { DueTimer } from './due-timer.ts';
import { Faults } from './http/faults.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import { openJournal } from './journal.ts';
import { WebhookDispatcher } from './webhooks/dispatcher.ts';
import type { WebhookTarget } from './webhooks/post-event.ts';

/** How the local Stripe runs. */
export interface PaymentServerOptions {
  /** 0 or none: any free port. */
  readonly port?: number;
  /** The key that requests must carry, `sk_test_…`. */
  readonly secretKey: string;
  /** Where events go; without it they are only kept. */
  readonly webhook?: WebhookTarget | undefined;
  /** Keeps everything in this file, so that it outlives a restart. */
  readonly journalFile?: string;
  /** How long slow payments and refunds, and disputes, take (5 seconds). */
  readonly laterMs?: number;
  /** Pauses before an event is sent again. */
  readonly webhookPausesMs?: readonly number[];
}

/** A running local Stripe. */
export interface PaymentServer {
  /** Of the API and the pages, without a final slash. */
  readonly url: string;
  /** What tests can read and do; the routes under /test do the same. */
  readonly control: Control;
  close(): Promise<void>;
}

/**
 * Starts a server that speaks Stripe's HTTP API and shows a page to pay on, on 127.0.0.1 only.
 * @throws Problem with NODE_ENV=production
 */
export async function startPaymentServer(
  options: PaymentServerOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<PaymentServer> {
  if (env.NODE_ENV === 'production') throw notInProduction();
  const { state, journal } = openJournal(options.journalFile);
  const desk: Desk = { state, journal, laterMs: options.laterMs ?? 5000, url: '', onEvent: () => undefined };
  const dispatcher = new WebhookDispatcher(desk, options.webhook, options.webhookPausesMs);
  desk.onEvent = (event) => dispatcher.enqueue(event);
  const faults = new Faults();
  const timer = new DueTimer(desk);
  const control = new Control({ desk, dispatcher, faults, timer });
  const keys = new IdempotencyKeys(desk);
  const app = createPaymentApp({
    desk,
    dispatcher,
    faults,
    control,
    timer,
    keys,
    secretKey: options.secretKey,
  });
  const server = createServer((request, response) => void app(request, response));
  await listen(server, options.port ?? 0);
  desk.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  dispatcher.resume();
  timer.set();
  return {
    url: desk.url,
    control,
    close: async () => {
      timer.close();
      faults.clear();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await dispatcher.close();
      journal.save();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

const notInProduction = (): Problem =>
  new Problem(
    'La page de paiement locale est un outil de développement : elle ne démarre pas avec NODE_ENV=production. Indiquez STRIPE_SECRET_KEY.',
    'The local payment page is a development tool: it does not start with NODE_ENV=production. Set STRIPE_SECRET_KEY.',
  );
