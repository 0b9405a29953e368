import type { EntityManager } from '@mikro-orm/postgresql';
import type { Stripe } from 'stripe';
import { type EarlyDispute, earlyDisputes } from '../../db/payments/early-disputes.ts';
import { endEvent } from '../../db/payments/events.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { AskedNews } from './contract.ts';
import { ask } from './errors.ts';

/**
 * Finds disputes that were told of before the payment was known here: their webhook overtook the payment's own, or that one never
 * came. They bear no metadata of ours, so that nothing else would find them again.
 */
export async function askAboutDisputes(
  { em, stripe }: { em: EntityManager; stripe: Stripe },
  limit: number,
): Promise<AskedNews[]> {
  const found: AskedNews[] = [];
  for (const early of await earlyDisputes(em, limit)) {
    const { eventId, number, paymentId, dossier } = early;
    const news = dossier.payment?.dispute === undefined ? await disputeOf(stripe, early) : null;
    // The event is done with only when the dossier shows the dispute.
    if (news === null) await endEvent(em, eventId, { outcome: 'noted', number, paymentId });
    else found.push(news);
  }
  return found;
}

async function disputeOf(
  stripe: Stripe,
  { number, sequence, paymentId }: EarlyDispute,
): Promise<AskedNews | null> {
  const { data } = await ask(() => stripe.disputes.list({ payment_intent: paymentId, limit: 1 }));
  const [dispute] = data;
  if (dispute === undefined) return null;
  const { id: serviceId, reason: failure, created } = dispute;
  const at = instant(created * 1_000);
  const news = { status: 'disputed', sequence, paymentId, failure, serviceId, at } as const;
  return { number, news, messageId: `asked:${serviceId}` };
}
