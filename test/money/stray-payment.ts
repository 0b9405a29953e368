import { testCards } from '../../dev/payments/test-cards.ts';
import type { History, Player } from './history.ts';

/**
 * A page that our record does not hold is paid: somebody made it by hand, or the record is an older copy. Nothing that the product
 * does keeps this from happening, so that it must be right all the same.
 */
export async function payAstray(history: History, player: Player, lessCents: number): Promise<void> {
  const { payment, agreement, number } = await history.dossierOf(player);
  const { stripe, server } = history.stage;
  const amount = (agreement?.remainderCents ?? 0) - lessCents;
  if (payment === null || amount < smallestCents) return;
  const metadata = { dossier: number, sequence: String(payment.sequence), stray: 'yes' };
  const { id } = await stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'eur', unit_amount: amount, product_data: { name: 'À la main' } },
      },
    ],
    metadata,
    payment_intent_data: { metadata },
    success_url: 'http://127.0.0.1/',
  });
  server.control.pay(id, testCards.accepted.number);
}

// What Stripe takes at least.
const smallestCents = 50;
