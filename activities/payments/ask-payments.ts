import type { Stripe } from 'stripe';
import { dossiersToAsk, noteRefundsHeard } from '../../db/payments/to-ask.ts';
import { type Instant, instant } from '../../domain/calendar/paris-time.ts';
import { isPayable } from '../../domain/dossier/owed.ts';
import { refundsUnderWay, type RefundUnderWay } from '../../domain/dossier/refunding.ts';
import { isKnownTo } from '../../domain/payment/known-message.ts';
import { foundId, type PaymentMessage } from '../../domain/payment/message.ts';
import { refundByHand, refundMessage } from '../../domain/payment/refund-message.ts';
import { refundSchema } from '../../domain/payment/stripe-objects.ts';
import { signalOf } from '../../workflows/dossier/contract.ts';
import { askAboutEvents, type FoundMessage } from './ask-events.ts';
import { clientOf, type PaymentDependencies } from './dependencies.ts';
import { ask } from './errors.ts';
import { settlePages } from './settle-pages.ts';

/** Few enough that a round ends well within its time limit, even when Stripe is slow. */
const perRound = 20;

/**
 * Asks about what is not final and was not heard of since an instant, and tells the dossiers what they do not show. What was said
 * stays to be asked about until they do, so that what is lost on its way is found again.
 */
export async function askPayments(
  dependencies: PaymentDependencies,
  { heardBefore, askedAt }: { heardBefore: number; askedAt: number },
): Promise<{ told: number; more: boolean }> {
  const em = dependencies.db.em.fork();
  const stripe = clientOf(dependencies);
  const at = instant(askedAt);
  let told = 0;
  const tell = async ({ dossier, message, messageId }: FoundMessage): Promise<void> => {
    const { type, ...contents } = message;
    await dependencies.signalDossier(dossier, signalOf(type), [{ ...contents, messageId }]);
    told += 1;
  };
  const dossiers = await dossiersToAsk(em, { heardBefore: instant(heardBefore), limit: perRound });
  for (const dossier of dossiers) {
    // One that was left open by a worker that came too late is closed.
    const pages = await settlePages(dependencies, { em, dossier, at, keeps: () => isPayable(dossier) });
    const said: (PaymentMessage | null)[] = pages.said;
    for (const refund of refundsUnderWay(dossier.payment)) {
      said.push(await askAboutRefund(stripe, refund, at));
      dependencies.heartbeat();
    }
    for (const message of said) {
      if (message === null || isKnownTo(dossier, message)) continue;
      await tell({ dossier, message, messageId: foundId(message) });
    }
    await noteRefundsHeard(em, dossier, at);
  }
  const more = dossiers.length === perRound;
  // Once in a run, and last: the payments may have become known just now.
  const found = more ? [] : await askAboutEvents(em, stripe);
  for (const one of found) await tell(one);
  return { told, more };
}

async function askAboutRefund(
  stripe: Stripe,
  { refund, sequence, refundId, progress }: RefundUnderWay,
  at: Instant,
): Promise<PaymentMessage | null> {
  const answer = refundSchema.parse(await ask(() => stripe.refunds.retrieve(refundId)));
  if (progress.byHand !== true) return refundMessage(answer, { refund, try: progress.tries + 1 });
  const { amount: amountCents, payment_intent: paymentId } = answer;
  if (amountCents == null || paymentId == null) return null;
  return { ...refundByHand(answer, { paymentId, amountCents, at }), sequence };
}
