import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openCheckoutUpdate } from '../../../workflows/dossier/contract.ts';
import {
  chargesOf,
  checkoutsOf,
  type PayingWorld,
  refundsOf,
  startPayingWorld,
  until,
} from '../../support/paying-world.ts';

let paying: PayingWorld;
beforeAll(async () => {
  paying = await startPayingWorld();
});
afterEach(() => paying.server.control.clearFaults());
afterAll(() => paying.stop());

const sessions = '/v1/checkout/sessions';
const failures = [
  ['an error before acting', { when: 'before', answer: 500 }],
  ['too many requests', { when: 'before', answer: 429 }],
  ['a connection that is cut', { when: 'before', answer: 'cut' }],
  ['an answer that is lost after acting', { when: 'after', answer: 'cut' }],
  ['an error after acting that Stripe keeps and repeats', { when: 'after', answer: 500, kept: true }],
] as const;

test.each(failures)('a page is opened once in spite of %s', async (_, failure) => {
  const dossier = await paying.due();
  paying.server.control.addFault({ path: sessions, method: 'POST', times: 1, ...failure });
  await paying.checkout(dossier);
  const { number } = await dossier.dossier();
  const made = Object.values(paying.server.control.state().sessions).filter(
    ({ session }) => session.metadata?.['dossier'] === number && session.status === 'open',
  );
  expect(made).toHaveLength(1);
  expect(await checkoutsOf(paying.world, number)).toMatchObject([{ status: 'open', opening: 1 }]);
});

test.each(failures)('a refund is made once in spite of %s', async (_, failure) => {
  const dossier = await paying.due();
  await paying.pay(dossier);
  await until(dossier, ({ state }) => state === 'validated');
  paying.server.control.addFault({ path: '/v1/refunds', method: 'POST', times: 1, ...failure });
  await dossier.send('cancel');
  const { number } = await until(dossier, ({ payment }) => payment?.refunds[0]?.progress?.status === 'done');
  expect(refundsOf(paying, number)).toHaveLength(1);
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
});

test('while Stripe is down a page is refused with its own code, and the next try opens it', async () => {
  const dossier = await paying.due();
  await dossier.send('open_payment');
  paying.server.control.addFault({ path: sessions, times: 1_000, when: 'before', answer: 500 });
  await expect(dossier.handle.executeUpdate(openCheckoutUpdate)).rejects.toMatchObject({
    cause: { message: 'payment_unavailable' },
  });
  expect(await dossier.dossier()).toMatchObject({ state: 'to_validate', payment: { status: 'due' } });
  paying.server.control.clearFaults();
  await paying.checkout(dossier);
});

test('while Stripe is down a cancellation is answered at once, and the money goes back later', async () => {
  const dossier = await paying.due();
  await paying.pay(dossier);
  await until(dossier, ({ state }) => state === 'validated');
  paying.server.control.addFault({ path: '/v1/refunds', times: 3, when: 'before', answer: 'cut' });
  await dossier.send('cancel');
  expect((await dossier.dossier()).state).toBe('cancelled');
  await until(dossier, ({ payment }) => payment?.refunds[0]?.progress?.status === 'done');
});
