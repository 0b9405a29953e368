import type { Stripe } from 'stripe';
import type { CheckoutIntent } from '../../db/payments/checkouts.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Cents } from '../../domain/money.ts';

const minuteMs = 60_000;
// Stripe takes 30 minutes to 24 hours from the session's creation; a minute for the way there.
const shortestMs = 31 * minuteMs;
const longestMs = 24 * 60 * minuteMs - minuteMs;

/** What a payment page is opened for. */
export interface CheckoutRequest {
  number: DossierNumber;
  /** The attempt. */
  sequence: number;
  amountCents: Cents;
  /** The training's title, for the page. */
  title: string;
  /** The page closes then, where the payment service allows it. */
  deadline: Instant | null;
}

/** What is asked of Stripe for a page: in French, in euros, the remainder of one dossier; nothing about the person. */
export function checkoutIntent(
  { number, sequence, amountCents, title, deadline }: CheckoutRequest,
  { publicUrl, now }: { publicUrl: string; now: number },
): CheckoutIntent {
  const left = deadline === null ? longestMs : Date.parse(deadline) - now;
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
          product_data: { name: title, description: `Dossier n° ${number}` },
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
