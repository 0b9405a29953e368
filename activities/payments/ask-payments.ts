import type { EntityManager } from '@mikro-orm/postgresql';
import type { Stripe } from 'stripe';
import { checkoutsNotFinal, type CheckoutRow, noteCheckout } from '../../db/payments/checkouts.ts';
import { dossiersToAsk, refundsToAsk, type RefundToAsk } from '../../db/payments/not-final.ts';
import { noteRefund } from '../../db/payments/refunds.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { isPayable } from '../../domain/dossier/owed.ts';
import { cents } from '../../domain/money.ts';
import { isKnownTo } from '../../domain/payment/known-news.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';
import { refundNews, sessionNews } from '../../domain/payment/session-news.ts';
import { askAboutEvents } from './ask-events.ts';
import { expire, noteOf, sessionOf } from './checkout-session.ts';
import type { AskedNews, AskedRound } from './contract.ts';
import { clientOf, type PaymentDependencies } from './dependencies.ts';
import { ask } from './errors.ts';

/** Few enough that a round ends well within its time limit, even when Stripe is slow. */
const perRound = 20;

interface Asking {
  em: EntityManager;
  stripe: Stripe;
  /** Epoch milliseconds. */
  askedAt: number;
}

/**
 * Asks about what is not final and was not heard of since an instant. What the dossier does not know yet is to be told to it
 * before it is asked about again: a page stays as it is in our record until the dossier shows what was said of it.
 */
export async function askPayments(
  dependencies: PaymentDependencies & { /** Says that one more was handled. */ beat: () => void },
  { heardBefore, askedAt }: { heardBefore: number; askedAt: number },
): Promise<AskedRound> {
  const asking: Asking = { em: dependencies.db.em.fork(), stripe: clientOf(dependencies), askedAt };
  const dossiers = await dossiersToAsk(asking.em, { heardBefore, limit: perRound });
  const refunds = await refundsToAsk(asking.em, { heardBefore, limit: perRound });
  const found: AskedNews[] = [];
  for (const { number, dossier } of dossiers) {
    for (const row of await checkoutsNotFinal(asking.em, number)) {
      const news = await askAboutPage(asking, dossier, row);
      if (news !== null) found.push({ number, news, messageId: idOf(news, askedAt) });
      dependencies.beat();
    }
  }
  for (const refund of refunds) {
    const news = await askAboutRefund(asking, refund);
    if (news !== null) found.push({ number: refund.number, news, messageId: idOf(news, askedAt) });
    dependencies.beat();
  }
  const more = dossiers.length === perRound || refunds.length === perRound;
  // Once in a run, and last: the payments may have become known just now.
  if (!more) found.push(...(await askAboutEvents(asking)));
  return { found, more };
}

async function askAboutPage(
  { em, stripe, askedAt }: Asking,
  dossier: Dossier,
  row: CheckoutRow,
): Promise<PaymentNews | null> {
  const found = await sessionOf(stripe, row);
  if (found === null) {
    await noteCheckout(em, row, { status: 'void' });
    return null;
  }
  // One that was left open by a worker that came too late.
  const isLeftOver = found.status === 'open' && !isPayable(dossier);
  const session = isLeftOver ? await expire(stripe, found) : found;
  const news = sessionNews(session, { sequence: row.sequence, at: instant(askedAt) });
  const isNews = news !== null && !isKnownTo(dossier, news);
  const note = noteOf(session);
  // Final only when the dossier knows: if the news is lost on its way, the next round finds it again.
  const isFinal = note.status !== 'open' && note.status !== 'processing';
  await noteCheckout(em, row, isNews && isFinal ? { ...note, status: 'processing' } : note);
  return isNews ? news : null;
}

async function askAboutRefund({ em, stripe }: Asking, key: RefundToAsk): Promise<PaymentNews | null> {
  const { sequence, refund, try: attempt, refundId, dossier } = key;
  const answer = await ask(() => stripe.refunds.retrieve(refundId));
  const isByHand = answer.metadata?.['refund'] === undefined;
  const said = refundNews(answer, { sequence, refund, try: attempt });
  const news = said !== null && isByHand ? foundNews(answer, said) : said;
  const isNews = news !== null && !isKnownTo(dossier, news);
  // As with pages: over only when the dossier knows.
  const ended = said?.status === 'refund_succeeded' ? 'done' : 'failed';
  await noteRefund(em, key, { status: news === null || isNews ? 'requested' : ended });
  return isNews ? news : null;
}

/** What is asked about a refund that was made by hand is told as its event would tell it. */
function foundNews(refund: Stripe.Refund, { sequence, status, serviceId = '' }: PaymentNews): PaymentNews {
  const { payment_intent: payment } = refund;
  const paymentId = typeof payment === 'string' ? payment : (payment?.id ?? '');
  return {
    status: 'refund_found',
    sequence,
    serviceId,
    paymentId,
    amountCents: cents(refund.amount),
    refundStatus: status === 'refund_succeeded' ? 'done' : 'failed',
  };
}

function idOf({ status, sequence, refund, try: attempt, serviceId }: PaymentNews, askedAt: number): string {
  // A refund ends once; what an attempt says may change, and each round's answer is its own.
  return refund === undefined && status !== 'refund_found'
    ? `asked:${sequence}:${status}:${askedAt}`
    : `asked:${refund ?? 'by-hand'}:${attempt ?? 0}:${status}:${serviceId ?? ''}`;
}
