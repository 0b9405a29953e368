import { Stripe } from 'stripe';

/** How to reach Stripe, or what speaks its protocol. */
export interface StripeSettings {
  secretKey: string;
  /** Stripe itself unless given. */
  apiBase?: string;
}

/** The version of Stripe's API that our schemas were written for; an upgrade of the client must not change it unseen. */
export const stripeApiVersion = '2026-10-28.endive';

// Temporal repeats an activity that failed, under the same idempotency key: the client need not. A page is opened while a
// person waits: one request that hangs must leave time for another.
const requestLimitMs = 4_000;

/** Makes the client through which all activities speak to Stripe. Connects to nothing. */
export function createStripe({ secretKey, apiBase }: StripeSettings): Stripe {
  return new Stripe(secretKey, {
    apiVersion: stripeApiVersion,
    timeout: requestLimitMs,
    maxNetworkRetries: 0,
    telemetry: false,
    ...(apiBase === undefined ? {} : baseOf(new URL(apiBase))),
  });
}

function baseOf({ protocol, hostname, port }: URL) {
  const isPlain = protocol === 'http:';
  return {
    protocol: isPlain ? ('http' as const) : ('https' as const),
    host: hostname,
    port: port === '' ? (isPlain ? 80 : 443) : Number(port),
  };
}
