import type { Stripe } from 'stripe';
import type { CheckoutIntent } from '../../db/payments/checkouts.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { isPayable } from '../../domain/dossier/owed.ts';

const minuteMs = 60_000;
// Stripe takes 30 minutes to 24 hours from the session's creation; a minute for the way there.
const shortestMs = 31 * minuteMs;
const longestMs = 24 * 60 * minuteMs - minuteMs;

/**
 * What is asked of Stripe for a page: in French, in euros, the remainder of one dossier; nothing about the person. Null when
 * nothing is due by card now.
 */
export function checkoutIntent(
  dossier: Dossier | null,
  { publicUrl, now }: { publicUrl: string; now: number },
): CheckoutIntent | null {
  const { payment, agreement } = dossier ?? {};
  if (dossier === null || payment == null || agreement == null || !isPayable(dossier)) return null;
  const { number, training, deadline } = dossier;
  const { sequence } = payment;
  const amountCents = agreement.remainderCents;
  // The page closes at the deadline, where Stripe allows it.
  const left = deadline === null ? longestMs : Date.parse(deadline.at) - now;
  const expiresAt = now + Math.min(longestMs, Math.max(shortestMs, left));
  const page = new URL(`/dossiers/${number}`, publicUrl).href;
  const metadata = { dossier: number, sequence: String(sequence) };
  const request: Stripe.Checkout.SessionCreateParams = {
    mode: 'payment',
    locale: 'fr',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'eur',
          unit_amount: amountCents,
          product_data: { name: training.title, description: `Dossier n° ${number}` },
        },
      },
    ],
    metadata,
    payment_intent_data: { metadata, description: `Dossier n° ${number}` },
    success_url: `${page}?paiement=effectue`,
    cancel_url: `${page}?paiement=abandonne`,
    expires_at: Math.floor(expiresAt / 1000),
  };
  return { number, sequence, amountCents, request: { ...request }, expiresAt };
}
