import type { EntityManager } from '@mikro-orm/postgresql';
import type { Stripe } from 'stripe';
import { attemptsOfPayments, dossiersOf } from '../../db/payments/known-payments.ts';
import { noteRefund } from '../../db/payments/refunds.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { meaningOf } from '../../domain/payment/event-news.ts';
import { isKnownTo } from '../../domain/payment/known-news.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';
import { eventSchema, type StripeEvent } from '../../domain/payment/stripe-objects.ts';
import { ask } from './errors.ts';

/** What may still happen to a payment or a refund that is final in our records: nothing else would make us ask again. */
const kinds = ['charge.dispute.created', 'charge.dispute.closed', 'refund.created', 'refund.failed'];

/** As long as Stripe keeps events: https://docs.stripe.com/api/events. */
const windowSeconds = 30 * 86_400;
/** News of one dossier, found among the events. */
export interface FoundNews {
  dossier: Dossier;
  news: PaymentNews;
  /** As its webhook would have it: a repetition is the same message. */
  messageId: string;
}

/** Events read in a run, the newest: both kinds are rare. */
const mostEvents = 500;
/** News in a run; the next one finds the others. */
const mostNews = 100;

/**
 * Reads the recent events about what is final in our records, and finds those that a dossier does not show: their webhook never
 * came, or came before the payment was known. Told as the webhook would tell them, under the same id.
 */
export async function askAboutEvents({
  em,
  stripe,
}: {
  em: EntityManager;
  stripe: Stripe;
}): Promise<FoundNews[]> {
  const told = await ofDossiers(em, await recentEvents(stripe));
  const dossiers = await dossiersOf(em, [...new Set(told.map(({ number }) => number))]);
  const unknown = told
    .flatMap(({ number, ...found }) => {
      const dossier = dossiers.get(number);
      return dossier === undefined || isKnownTo(dossier, found.news) ? [] : [{ ...found, dossier }];
    })
    .slice(0, mostNews);
  for (const { dossier, news } of unknown) {
    const { status, refund, try: attempt, failure = null } = news;
    if (status !== 'refund_failed' || refund === undefined || attempt === undefined) continue;
    const key = { number: dossier.number, refund, try: attempt };
    await noteRefund(em, key, { status: 'failed', failure });
  }
  return unknown;
}

/** Oldest first, so that what is left over is never the oldest. */
async function recentEvents(stripe: Stripe): Promise<StripeEvent[]> {
  const gte = Math.floor(Date.now() / 1_000) - windowSeconds;
  const list = stripe.events.list({ types: kinds, created: { gte }, limit: 100 });
  const events = await ask(() => list.autoPagingToArray({ limit: mostEvents }));
  return events.map((event) => eventSchema.parse(event)).reverse();
}

/** Disputes bear no metadata of ours: whose they are, the payment tells. */
async function ofDossiers(em: EntityManager, events: readonly StripeEvent[]) {
  const meanings = events.map((event) => ({ messageId: `stripe:${event.id}`, meaning: meaningOf(event) }));
  const paymentIds = meanings.flatMap(({ meaning }) =>
    meaning.kind === 'news_of_payment' ? [meaning.paymentId] : [],
  );
  const attempts = await attemptsOfPayments(em, paymentIds);
  return meanings.flatMap(({ messageId, meaning }) => {
    if (meaning.kind === 'news') return [{ number: meaning.dossier, news: meaning.news, messageId }];
    const attempt = meaning.kind === 'news_of_payment' ? attempts.get(meaning.paymentId) : undefined;
    if (meaning.kind !== 'news_of_payment' || attempt === undefined) return [];
    const { number, sequence } = attempt;
    return [{ number, news: { ...meaning.news, sequence }, messageId }];
  });
}
