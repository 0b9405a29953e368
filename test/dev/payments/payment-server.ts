import { afterEach, beforeEach } from '@jest/globals';
import Stripe from 'stripe';
import {
  startPaymentServer,
  type PaymentServer,
  type PaymentServerOptions,
} from '../../../dev/payments/server.ts';

/** The keys of the local Stripe of these tests. */
export const testKeys = { secretKey: 'sk_test_local', webhookSecret: 'whsec_local' };

/** The real client, set to talk to a local server. Retries are off unless a test wants them. */
export function clientOf(url: string, config: { apiKey?: string; maxNetworkRetries?: number } = {}): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(config.apiKey ?? testKeys.secretKey, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: config.maxNetworkRetries ?? 0,
    telemetry: false,
  });
}

/** Gives each test of a file a local Stripe of its own, and the real client of it. */
export function usePaymentServer(options: Partial<PaymentServerOptions> = {}): {
  server: PaymentServer;
  stripe: Stripe;
} {
  const used = {} as { server: PaymentServer; stripe: Stripe };
  beforeEach(async () => {
    used.server = await startPaymentServer({ secretKey: testKeys.secretKey, ...options });
    used.stripe = clientOf(used.server.url);
  });
  afterEach(() => used.server.close());
  return used;
}

/** The parameters of a session to pay 120 euros. */
export function sessionFor(
  overrides: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    locale: 'fr',
    line_items: [
      {
        price_data: {
          currency: 'eur',
          unit_amount: 12_000,
          product_data: { name: 'Anglais professionnel', description: 'Dossier n° 4042234296' },
        },
        quantity: 1,
      },
    ],
    success_url: 'http://localhost:3000/fait?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://localhost:3000/annule',
    metadata: { dossier: '4042234296' },
    ...overrides,
  };
}
