import type { Stripe } from 'stripe';
import { signatureHeader } from '../../dev/payments/webhooks/signature.ts';
import type { History, Player } from './history.ts';

// Disputes are told by their webhook alone, and so are refunds that the bank sends back after they were done: Stripe sends those
// for days. Of everything else reconciliation makes up for the loss.
const losable = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.payment_failed',
];

/** The events that the product has not taken in yet, oldest first. */
export function heldDeliveries({ stage }: History): string[] {
  return Object.entries(stage.server.control.state().deliveries)
    .filter(([, { status }]) => status === 'held')
    .map(([id]) => id);
}

/** Those of the events that reconciliation makes up for; of a page made by hand nobody asks. */
export function losableDeliveries(history: History): string[] {
  const { deliveries, events } = history.stage.server.control.state();
  return heldDeliveries(history).filter((id) => isLosable(events[deliveries[id]?.event ?? '']));
}

/** Sends everything that is held, and has it answered. */
export async function sendWebhooks(history: History, order: 'as-made' | 'reversed'): Promise<void> {
  const ids = heldDeliveries(history);
  for (const id of order === 'reversed' ? ids.reverse() : ids) await history.stage.sendWebhook(id, 'well');
}

/** Loses a webhook for good. */
export function loseWebhook({ stage }: History, id: string): void {
  const delivery = stage.server.control.state().deliveries[id];
  if (delivery !== undefined) delivery.status = 'dropped';
}

/**
 * Somebody who saw an event sends it with its signature, changed so that it says a dossier's page was paid. Nothing may come of
 * it: the signature is that of the event as it was.
 */
export async function forgeWebhook({ stage }: History, { number }: Player, which: number): Promise<void> {
  const seen = Object.values(stage.server.control.state().events);
  const event = seen[which % Math.max(1, seen.length)];
  const { agreement, payment } = await stage.dossier(number);
  if (event === undefined || agreement === null || payment === null) return;
  const metadata = { dossier: number, sequence: String(payment.sequence) };
  const object = { ...paidPage, amount_total: agreement.remainderCents, metadata };
  const forged = { ...event, id: `${event.id}x`, type: 'checkout.session.completed', data: { object } };
  const signature = signatureHeader(
    JSON.stringify(event, undefined, 2),
    stage.webhook.secret,
    Math.floor(Date.now() / 1000),
  );
  const { ok } = await fetch(stage.webhook.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Stripe-Signature': signature },
    body: JSON.stringify(forged),
  });
  if (ok) throw new Error('a forged webhook was taken in');
}

const paidPage = {
  id: 'cs_test_forged',
  object: 'checkout.session',
  status: 'complete',
  payment_status: 'paid',
  payment_intent: 'pi_forged',
  currency: 'eur',
};

function isLosable(event: Stripe.Event | undefined): boolean {
  const about = event?.data.object as { metadata?: Record<string, string> } | undefined;
  return losable.includes(event?.type ?? '') && about?.metadata?.['stray'] === undefined;
}
