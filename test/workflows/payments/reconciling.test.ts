import { waitFor } from '../../../dev/wait-for.ts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { createPaymentActivities } from '../../../activities/payments/index.ts';
import { createStripe } from '../../../activities/payments/stripe-client.ts';
import { cents } from '../../../domain/money.ts';
import { paymentResultSignal } from '../../../workflows/dossier/contract.ts';
import { reconcilePaymentsType } from '../../../workflows/payments/contract.ts';
import {
  chargesOf,
  checkoutsOf,
  type PayingWorld,
  refundsOf,
  startPayingWorld,
  stripeKeys,
  until,
} from '../../support/paying-world.ts';

let paying: PayingWorld;
beforeAll(async () => {
  paying = await startPayingWorld({ laterMs: 3_600_000 });
  // Not one webhook comes in this file.
  stripe().holdWebhooks();
});
afterAll(() => paying.stop());

const stripe = () => paying.server.control;

async function reconcile(): Promise<number> {
  // The world's clock runs ahead of the database's by what was skipped: nothing was here.
  const { told } = await paying.world.run<{ told: number }>(reconcilePaymentsType, { silenceMs: -60_000 });
  return told;
}

test('a payment whose webhook never came validates, and is told once', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier);
  expect(await reconcile()).toBe(1);
  const { number } = await until(dossier, ({ state }) => state === 'validated');
  expect(await reconcile()).toBe(0);
  expect(await checkoutsOf(paying.world, number)).toMatchObject([{ status: 'paid' }]);
});

test('the remainder was paid on Stripe’s day, however late it is asked; the enrolment is validated by the news', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier);
  await reconcile();
  const { payment, validatedAt } = await until(dossier, ({ state }) => state === 'validated');
  const charge = Object.values(stripe().state().charges).find(
    ({ charge: { payment_intent: paid } }) => paid === payment?.paidBy,
  );
  expect(payment?.paidAt).toBe(new Date((charge?.charge.created ?? 0) * 1000).toISOString());
  // Stripe tells whole seconds.
  expect(validatedAt).not.toBe(payment?.paidAt);
});

test('what is told by hand without an amount changes nothing, without an id it stands for the real payment', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier);
  await dossier.handle.signal(paymentResultSignal, { status: 'succeeded', sequence: 1 });
  const byHand = {
    status: 'succeeded',
    sequence: 1,
    amountCents: cents(20_000),
    messageId: 'by hand',
  } as const;
  await dossier.handle.signal(paymentResultSignal, byHand);
  // Once it is validated its pages are closed, and what was paid on them is found.
  const known = await until(dossier, ({ payment }) => payment?.paidBy != null);
  expect([known.state, known.payment?.refunds]).toEqual(['validated', []]);
  expect(await reconcile()).toBe(0);
  expect(chargesOf(paying, known.number)).toEqual([{ taken: 20_000, givenBack: 0 }]);
});

test('a refusal and its reason are found out', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier, 'insufficientFunds');
  await reconcile();
  const { payment } = await until(dossier, ({ state }) => state === 'payment_refused');
  expect(payment?.failure).toBe('insufficient_funds');
  expect(await reconcile()).toBe(0);
  await dossier.send('cancel');
});

test.each([
  ['slowSuccess', 'validated'],
  ['slowFailure', 'payment_refused'],
] as const)('a payment that needs a while is followed to its end (%s)', async (card, end) => {
  const dossier = await paying.due();
  await paying.pay(dossier, card);
  await reconcile();
  await until(dossier, ({ state }) => state === 'payment_pending');
  expect(await reconcile()).toBe(0);
  stripe().finish();
  await reconcile();
  await until(dossier, ({ state }) => state === end);
  expect(await reconcile()).toBe(0);
});

test('a payment that was found out by an answer which was then lost is found out again', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier);
  const { number } = await dossier.dossier();
  const activities = createPaymentActivities({
    db: paying.world.database.db,
    stripe: createStripe({ secretKey: stripeKeys.secretKey, apiBase: paying.server.url }),
    publicUrl: 'http://127.0.0.1',
    signalDossier: () => Promise.reject(new Error('nobody is told')),
    heartbeat: () => undefined,
  });
  // As when the worker dies, or its time is over, before it can tell.
  expect(await activities.closeCheckouts({ number })).toMatchObject([{ type: 'payment_succeeded' }]);
  await reconcile();
  await until(dossier, ({ state }) => state === 'validated');
  expect(await reconcile()).toBe(0);
  expect(await checkoutsOf(paying.world, number)).toMatchObject([{ status: 'paid' }]);
});

test('a dispute that was told of before its payment was known is found out', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier, 'disputed');
  stripe().finish();
  await stripe().releaseWebhooks({ types: ['charge.dispute.created'] });
  await reconcile();
  const { payment } = await until(dossier, ({ payment: now }) => now?.dispute !== undefined);
  expect(payment).toMatchObject({ status: 'paid', dispute: { reason: 'fraudulent' } });
  expect(await reconcile()).toBe(0);
});

test('a dispute whose webhook never came is found out, once', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier, 'disputed');
  await reconcile();
  const { number } = await until(dossier, ({ state }) => state === 'validated');
  stripe().finish();
  expect(await reconcile()).toBe(1);
  const { payment } = await until(dossier, (now) => now.payment?.dispute !== undefined);
  expect(payment?.dispute).toMatchObject({ reason: 'fraudulent' });
  // Operators' list follows the row.
  await waitFor(async () =>
    expect((await dossier.handle.describe()).searchAttributes['PaymentAlert']).toEqual(['payment_disputed']),
  );
  expect(await reconcile()).toBe(0);
  expect(chargesOf(paying, number)).toHaveLength(1);
});

test('the webhook of a dispute that was found out by asking changes nothing any more', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier, 'disputed');
  await reconcile();
  await until(dossier, ({ state }) => state === 'validated');
  stripe().finish();
  await reconcile();
  const { version } = await until(dossier, ({ payment }) => payment?.dispute !== undefined);
  await stripe().releaseWebhooks({ types: ['charge.dispute.created'], copies: 2 });
  expect((await dossier.dossier()).version).toBe(version);
});

test('a refund that came back from the bank after it had succeeded is found out, and tried again', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier, 'refundFails');
  await reconcile();
  await until(dossier, ({ state }) => state === 'validated');
  await dossier.send('cancel');
  await until(dossier, ({ payment }) => payment?.refunds[0]?.progress?.status === 'done');
  stripe().finish();
  expect(await reconcile()).toBe(1);
  const { payment } = await until(dossier, (now) => now.payment?.refunds[0]?.progress?.status === 'due');
  expect(payment?.refunds[0]?.progress).toMatchObject({ tries: 1, failure: 'expired_or_canceled_card' });
  expect(await reconcile()).toBe(0);
});

test('a dispute of a payment that is not ours is none of our news', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier);
  await reconcile();
  const { number } = await until(dossier, ({ state }) => state === 'validated');
  expect(await reconcile()).toBe(0);
  await forgetPages(number);
  const [charge] = Object.values(stripe().state().charges).slice(-1);
  stripe().dispute(charge?.charge.id ?? '');
  expect(await reconcile()).toBe(0);
});

test('a refund that the bank carried out, or sent back, is found out', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier, 'refundWaits');
  await reconcile();
  await until(dossier, ({ state }) => state === 'validated');
  await dossier.send('cancel');
  const { number } = await until(
    dossier,
    ({ payment }) => payment?.refunds[0]?.progress?.status === 'requested',
  );
  expect(await reconcile()).toBe(0);
  stripe().endRefund(refundsOf(paying, number)[0]?.id ?? '', 'succeeded');
  expect(await reconcile()).toBe(1);
  await until(dossier, ({ payment }) => payment?.refunds[0]?.progress?.status === 'done');
  expect(await reconcile()).toBe(0);
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
});

/** As if the payment were another product's of the same Stripe account. */
async function forgetPages(number: string): Promise<void> {
  const { db } = paying.world.database;
  await sql`update checkouts set payment_id = null where number = ${number}`.execute(queries(db.em.fork()));
}
