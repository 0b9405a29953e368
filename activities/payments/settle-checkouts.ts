import type { EntityManager } from '@mikro-orm/postgresql';
import type { Stripe } from 'stripe';
import { type CheckoutRow, checkoutsNotFinal, noteCheckout } from '../../db/payments/checkouts.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';
import { sessionNews } from '../../domain/payment/session-news.ts';
import { expire, noteOf, sessionOf } from './checkout-session.ts';

/** What became of a dossier's pages. */
export interface SettledCheckouts {
  /** Whether the page that was to be kept is open. */
  kept: boolean;
  /** What was paid, or is being paid, on the pages. */
  news: PaymentNews[];
}

/** How to treat a dossier's pages. */
export interface Settling {
  em: EntityManager;
  stripe: Stripe;
  number: DossierNumber;
  /** Which page may stay open. */
  keeps: (row: CheckoutRow) => boolean;
}

/** Closes a dossier's pages, but the one to be kept, and finds out what was paid on those that were used. */
export async function settleCheckouts(settling: Settling): Promise<SettledCheckouts> {
  const { em, number } = settling;
  const settled: SettledCheckouts = { kept: false, news: [] };
  for (const row of await checkoutsNotFinal(em, number)) {
    const { isKept, news } = await settleOne(settling, row);
    settled.kept ||= isKept;
    if (news !== null) settled.news.push(news);
  }
  return settled;
}

async function settleOne(
  { em, stripe, keeps }: Settling,
  row: CheckoutRow,
): Promise<{ isKept: boolean; news: PaymentNews | null }> {
  const found = await sessionOf(stripe, row);
  if (found === null) {
    await noteCheckout(em, row, { status: 'void' });
    return { isKept: false, news: null };
  }
  const isKept = found.status === 'open' && keeps(row);
  const session = found.status === 'open' && !isKept ? await expire(stripe, found) : found;
  // A page that is closed unpaid says nothing, whatever was declined on it.
  const isUsed = session.status === 'complete' || session.payment_status === 'paid';
  const at = instant(Date.now());
  const news = isUsed ? sessionNews(session, { sequence: row.sequence, at }) : null;
  const note = noteOf(session);
  // Not final before the dossier knows: when this answer is lost on its way, it must be found again (`ask-payments.ts`).
  await noteCheckout(em, row, news === null ? note : { ...note, status: 'processing' });
  return { isKept, news };
}
