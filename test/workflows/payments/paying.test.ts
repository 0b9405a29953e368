import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { openCheckoutUpdate } from '../../../workflows/dossier/contract.ts';
import {
  chargesOf,
  checkoutsOf,
  type PayingWorld,
  startPayingWorld,
  until,
} from '../../support/paying-world.ts';

let paying: PayingWorld;
beforeAll(async () => {
  paying = await startPayingWorld({ laterMs: 300_000 });
});
afterAll(() => paying.stop());

const stripe = () => paying.server.control;

test('a page that was left unused leaves the dossier as it was, and is given again', async () => {
  const dossier = await paying.due();
  const { deadline } = await dossier.dossier();
  const first = await paying.checkout(dossier);
  expect(await paying.checkout(dossier)).toBe(first);
  expect(await dossier.dossier()).toMatchObject({
    state: 'to_validate',
    deadline,
    payment: { status: 'due' },
  });
});

test('opened at once by two windows it is one page', async () => {
  const dossier = await paying.due();
  await dossier.send('open_payment');
  await Promise.all([1, 2, 3].map(() => dossier.handle.executeUpdate(openCheckoutUpdate)));
  const { number } = await dossier.dossier();
  expect(await checkoutsOf(paying.world, number)).toHaveLength(1);
});

test('paid is validated, with the day', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier);
  const paid = await until(dossier, ({ state }) => state === 'validated');
  expect(paid.payment).toMatchObject({
    status: 'paid',
    paidSequence: 1,
    paidBy: expect.stringMatching(/^pi_/),
  });
  expect(paid.validatedAt).not.toBeNull();
});

test('declined is refused with its reason; renewed, the old page is closed and the new one pays', async () => {
  const dossier = await paying.due();
  const first = await paying.pay(dossier, 'insufficientFunds');
  const refused = await until(dossier, ({ state }) => state === 'payment_refused');
  expect(refused.payment?.failure).toBe('insufficient_funds');
  const second = await paying.pay(dossier);
  expect(second).not.toBe(first);
  const paid = await until(dossier, ({ state }) => state === 'validated');
  expect(paid.payment).toMatchObject({ paidSequence: 2, refunds: [] });
  expect(stripe().state().sessions[first]?.session.status).toBe('expired');
  expect(chargesOf(paying, paid.number)).toHaveLength(1);
});

test('declined, then paid on the same page', async () => {
  const dossier = await paying.due();
  const session = await paying.pay(dossier, 'declined');
  await until(dossier, ({ state }) => state === 'payment_refused');
  stripe().pay(session, testCards.accepted.number);
  const paid = await until(dossier, ({ state }) => state === 'validated');
  expect(paid.payment).toMatchObject({ paidSequence: 1, failure: null });
});

test('a page that was paid while its webhook is held is said to be so instead of opening another', async () => {
  const dossier = await paying.due();
  stripe().holdWebhooks();
  await paying.pay(dossier);
  await expect(paying.checkout(dossier)).rejects.toMatchObject({ cause: { message: 'payment_not_due' } });
  await until(dossier, ({ state }) => state === 'validated');
  await stripe().releaseWebhooks({ order: 'reversed', copies: 3 });
  const { payment, number } = await dossier.dossier();
  expect(payment?.refunds).toEqual([]);
  expect(chargesOf(paying, number)).toHaveLength(1);
});
