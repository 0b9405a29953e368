import type { EntityManager } from '@mikro-orm/postgresql';
import { queries } from '../../db/database.ts';
import { type CheckoutRow, checkoutsNotFinal, noteCheckout } from '../../db/payments/checkouts.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import { type Instant, instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { isKnownTo } from '../../domain/payment/known-message.ts';
import type { PaymentMessage } from '../../domain/payment/message.ts';
import { pageOf, sessionMessage } from '../../domain/payment/session-message.ts';
import { expire, sessionOf } from './checkout-session.ts';
import { clientOf, type PaymentDependencies } from './dependencies.ts';

/** How to treat a dossier's pages. */
export interface Settling {
  em: EntityManager;
  dossier: Dossier;
  at: Instant;
  /** Which page may stay open. */
  keeps: (row: CheckoutRow) => boolean;
}

/**
 * Closes a dossier's pages, but those to be kept.
 * @returns whether one that was to be kept is open, and what was paid, is being paid or was declined on them
 */
export async function settlePages(
  dependencies: PaymentDependencies,
  { em, dossier, at, keeps }: Settling,
): Promise<{ kept: boolean; said: PaymentMessage[] }> {
  const settled = { kept: false, said: [] as PaymentMessage[] };
  for (const row of await checkoutsNotFinal(em, dossier.number)) {
    const stripe = clientOf(dependencies);
    const found = await sessionOf(stripe, row);
    dependencies.heartbeat();
    if (found === null) {
      await noteCheckout(em, row, { status: 'void' });
      continue;
    }
    const isKept = found.status === 'open' && keeps(row);
    const session = found.status === 'open' && !isKept ? await expire(stripe, found) : found;
    const message = sessionMessage(session, { sequence: row.sequence, at });
    const note = { ...pageOf(session), url: session.url };
    // Not final before the dossier shows it: when this answer is lost on its way, it must be found again.
    const isEarly = !isKept && message !== null && !isKnownTo(dossier, message);
    await noteCheckout(em, row, isEarly ? { ...note, status: 'processing' } : note);
    settled.kept ||= isKept;
    if (message !== null) settled.said.push(message);
    dependencies.heartbeat();
  }
  return settled;
}

/** Closes every page of a dossier on which nobody is to pay any more; says what was paid on them. */
export async function closeCheckouts(
  dependencies: PaymentDependencies,
  { number }: { number: DossierNumber },
): Promise<readonly PaymentMessage[]> {
  const em = dependencies.db.em.fork();
  const dossier = await readDossier(queries(em), number);
  if (dossier === null) return [];
  const settling = { em, dossier, at: instant(Date.now()), keeps: () => false };
  return (await settlePages(dependencies, settling)).said;
}
