import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

/** Refuses what needs a payment service while there is none. Throws `payment_not_configured`; nothing was changed. */
export function needsPayments({ services }: Pick<Exchange, 'services'>): void {
  if (services.config.STRIPE_SECRET_KEY === undefined) throw new Problem('payment_not_configured');
}

/** Whether our key moves real money; Stripe's keys say so themselves (https://docs.stripe.com/keys). */
export function isLive({ services }: Pick<Exchange, 'services'>): boolean {
  return /^(sk|rk)_live_/.test(services.config.STRIPE_SECRET_KEY ?? '');
}

/** The secret that Stripe signs its webhooks with. Throws `payment_not_configured` without one. */
export function webhookSecret({ services }: Pick<Exchange, 'services'>): string {
  const { STRIPE_WEBHOOK_SECRET } = services.config;
  if (STRIPE_WEBHOOK_SECRET === undefined) throw new Problem('payment_not_configured');
  return STRIPE_WEBHOOK_SECRET;
}
