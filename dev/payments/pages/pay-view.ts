import type Stripe from 'stripe';
import { nowMs, type Desk } from '../desk.ts';
import { idOf } from '../ids.ts';
import type { StoredSession } from '../state.ts';
import { testCards, type TestCard } from '../test-cards.ts';
import { dateTime, euros, timeLeft } from './french.ts';

/** What the page to pay on shows. */
export interface PayView {
  readonly merchant: string;
  readonly total: string;
  readonly lines: readonly { name: string; description: string | null; quantity: number; amount: string }[];
  readonly timeLeft: string;
  readonly until: string;
  readonly expiresAt: string;
  readonly action: string;
  readonly cancelUrl: string | null;
  /** Why the last attempt was refused. */
  readonly refusal: string | null;
  readonly cards: readonly (TestCard & { shown: string; chosen: boolean })[];
}

/** The page of an open session. */
export function payView(desk: Desk, { session, lineItems, products }: StoredSession): PayView {
  const expiresMs = session.expires_at * 1000;
  return {
    merchant: 'Dossiers de formation (développement)',
    total: euros(session.amount_total),
    lines: lineItems.map(({ description, quantity, amount_total }, index) => ({
      name: description ?? '',
      description: products[index]?.description ?? null,
      quantity: quantity ?? 1,
      amount: euros(amount_total),
    })),
    timeLeft: timeLeft(expiresMs - nowMs(desk)),
    until: dateTime(expiresMs),
    expiresAt: new Date(expiresMs).toISOString(),
    action: `/pay/${session.id}`,
    cancelUrl: session.cancel_url,
    refusal: refusalOf(desk.state.intents[idOf(session.payment_intent)]?.last_payment_error ?? null),
    cards: Object.values<TestCard>(testCards).map((card, index) => ({
      ...card,
      shown: card.number.replace(/(\d{4})(?=\d)/g, '$1 '),
      chosen: index === 0,
    })),
  };
}

function refusalOf(error: Stripe.PaymentIntent.LastPaymentError | null): string | null {
  if (error === null) return null;
  if (error.code === 'expired_card') return 'La carte a expiré.';
  if (error.code === 'incorrect_number') return 'Ce numéro n’est celui d’aucune carte de test.';
  return error.decline_code === 'insufficient_funds'
    ? 'Il n’y a pas assez d’argent sur le compte.'
    : 'La banque a refusé la carte sans dire pourquoi.';
}
