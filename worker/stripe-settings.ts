import type { StripeSettings } from '../activities/payments/stripe-client.ts';
import type { Config } from '../config.ts';

/** How the worker reaches Stripe; null when no key is configured. */
export function stripeSettings({ STRIPE_SECRET_KEY, STRIPE_API_BASE }: Config): StripeSettings | null {
  if (STRIPE_SECRET_KEY === undefined) return null;
  return {
    secretKey: STRIPE_SECRET_KEY,
    ...(STRIPE_API_BASE === undefined ? {} : { apiBase: STRIPE_API_BASE }),
  };
}
