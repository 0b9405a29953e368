import type { EntityManager } from '@mikro-orm/postgresql';
import type { Stripe } from 'stripe';
import { addressed, dossiersOf } from '../../db/payments/known-payments.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { meaningOf } from '../../domain/payment/event-meaning.ts';
import { isKnownTo } from '../../domain/payment/known-message.ts';
import type { PaymentMessage } from '../../domain/payment/message.ts';
import { eventSchema, type StripeEvent } from '../../domain/payment/stripe-objects.ts';
import { ask } from './errors.ts';

/** What may still happen to a payment or a refund that is final in our records: nothing else would make us ask again. */
const kinds = ['charge.dispute.created', 'charge.dispute.closed', 'refund.created', 'refund.failed'];

/** As long as Stripe keeps events: https://docs.stripe.com/api/events. */
const windowSeconds = 30 * 86_400;
/** Events read in a run, the newest: all kinds are rare. */
const mostEvents = 500;
/** Messages in a run; the next one finds the others. */
const mostMessages = 100;

/** A message for a dossier, found among the events. */
export interface FoundMessage {
  dossier: Dossier;
  message: PaymentMessage;
  /** As its webhook would have it: a repetition is the same message. */
  messageId: string;
}

/**
 * Reads the recent events about what is final in our records, and finds those that a dossier does not show: their webhook never
 * came, or came before the payment was known. Told as the webhook would tell them, under the same id.
 */
export async function askAboutEvents(em: EntityManager, stripe: Stripe): Promise<FoundMessage[]> {
  const events = (await recentEvents(stripe)).flatMap((event) => {
    const meaning = meaningOf(event);
    return meaning === null ? [] : { meaning, messageId: `stripe:${event.id}` };
  });
  // Disputes bear no metadata of ours: whose they are, the payment tells.
  const said = await addressed(
    em,
    events.map(({ meaning }) => meaning),
  );
  const dossiers = await dossiersOf(em, [...new Set(said.flatMap((one) => one?.number ?? []))]);
  return events
    .flatMap(({ messageId }, index) => {
      const { number, message = null } = said[index] ?? {};
      const dossier = number === undefined ? undefined : dossiers.get(number);
      if (dossier === undefined || message === null || isKnownTo(dossier, message)) return [];
      return { dossier, message, messageId };
    })
    .slice(0, mostMessages);
}

/** Oldest first, so that what is left over is never the oldest. */
async function recentEvents(stripe: Stripe): Promise<StripeEvent[]> {
  const gte = Math.floor(Date.now() / 1_000) - windowSeconds;
  const list = stripe.events.list({ types: kinds, created: { gte }, limit: 100 });
  const events = await ask(() => list.autoPagingToArray({ limit: mostEvents }));
  return events.map((event) => eventSchema.parse(event)).reverse();
}
