import { ApplicationFailure } from '@temporalio/common';
import { queries } from '../../db/database.ts';
import { type CheckoutRow, intendCheckout, noteCheckout } from '../../db/payments/checkouts.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { pageOf } from '../../domain/payment/session-message.ts';
import { checkoutIntent } from './checkout-request.ts';
import { sessionOf } from './checkout-session.ts';
import type { CheckoutOutcome } from './contract.ts';
import { clientOf, type PaymentDependencies } from './dependencies.ts';
import { PaymentServiceError } from './errors.ts';
import { settlePages } from './settle-pages.ts';

/** Long enough to fill in a form, a bank's authentication included. */
const enoughTimeMs = 15 * 60_000;

/**
 * Opens a page to pay on. Every other page of the dossier is closed before, so that nobody can pay twice; when one of them was
 * used, that is said instead. What is asked for is written down first: repeated after a crash, it finds the same page.
 */
export async function openCheckout(
  dependencies: PaymentDependencies,
  { number }: { number: DossierNumber },
): Promise<CheckoutOutcome> {
  const em = dependencies.db.em.fork();
  const dossier = await readDossier(queries(em), number);
  const { publicUrl } = dependencies;
  const now = Date.now();
  const intent = checkoutIntent(dossier, { publicUrl, now });
  if (dossier === null || intent === null) return { opened: false, said: [] };
  const stripe = clientOf(dependencies);
  const keeps = ({ sequence, amountCents, expiresAt }: CheckoutRow) =>
    sequence === intent.sequence && amountCents === intent.amountCents && expiresAt - now > enoughTimeMs;
  const { kept, said } = await settlePages(dependencies, { em, dossier, at: instant(now), keeps });
  // A failure is no obstacle: the trainee is about to try again.
  const used = said.filter(({ type }) => type !== 'payment_failed');
  if (used.length > 0) return { opened: false, said: used };
  if (kept) return { opened: true };

  const row = await intendCheckout(em, intent);
  if (row === null) throw new PaymentServiceError('another page of this dossier is being opened');
  const session = await sessionOf(stripe, row);
  if (session === null) {
    await noteCheckout(em, row, { status: 'void' });
    throw ApplicationFailure.nonRetryable('the payment service refuses to open a page', 'CheckoutRefused');
  }
  await noteCheckout(em, row, { ...pageOf(session), url: session.url });
  return { opened: true };
}
