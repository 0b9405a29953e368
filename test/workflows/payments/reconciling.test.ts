import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createPaymentActivities } from '../../../activities/payments/index.ts';
import { createStripe } from '../../../activities/payments/stripe-client.ts';
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

jest.setTimeout(120_000);

let paying: PayingWorld;
beforeAll(async () => {
  paying = await startPayingWorld({ laterMs: 3_600_000 });
  // Not one webhook comes in this file.
  stripe().holdWebhooks();
});
afterAll(() => paying.stop());

const stripe = () => paying.server.control;

async function reconcile(): Promise<number> {
  const { taskQueue, env } = paying.world;
  // The world's clock runs ahead of the database's by what was skipped: nothing was here.
  const { told } = (await env.client.workflow.execute(reconcilePaymentsType, {
    workflowId: `reconcile-${randomUUID()}`,
    taskQueue,
    args: [{ silenceMs: -60_000 }],
  })) as { told: number };
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
  });
  // As when the worker dies, or its time is over, before it can tell.
  expect(await activities.closeCheckouts({ number })).toMatchObject([{ status: 'succeeded' }]);
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
