import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addMs } from '../../../domain/calendar/paris-time.ts';
import {
  chargesOf,
  type PayingWorld,
  refundsOf,
  startPayingWorld,
  until,
} from '../../support/paying-world.ts';

let paying: PayingWorld;
beforeAll(async () => {
  paying = await startPayingWorld({ laterMs: 3_600_000 });
});
afterAll(() => paying.stop());

const stripe = () => paying.server.control;

test('a payment that is under way at the deadline is waited for; failed after it, one business day is left to renew', async () => {
  const dossier = await paying.due();
  const { deadline } = await dossier.dossier();
  await paying.pay(dossier, 'slowFailure');
  await until(dossier, ({ state }) => state === 'payment_pending');
  await paying.world.skipTo(addMs(deadline?.at ?? (await paying.world.now()), 3 * 86_400_000));
  expect((await dossier.dossier()).state).toBe('payment_pending');
  await paying.syncClock();
  stripe().finish();
  const refused = await until(dossier, ({ state }) => state === 'payment_refused');
  expect(refused.deadline).toMatchObject({ kind: 'payment_renewal', businessDays: 1 });
  await paying.pay(dossier);
  await until(dossier, ({ state }) => state === 'validated');
});

test('a run that ends while a refund waits for Stripe leaves it to the next, which makes it once', async () => {
  const dossier = await paying.due({ eventsPerRun: 60 });
  await paying.pay(dossier);
  await until(dossier, ({ state }) => state === 'validated');
  stripe().addFault({ path: '/v1/refunds', method: 'POST', times: 1, when: 'after', answer: 'cut' });
  // Looking for earlier refunds fails at first, so that the run ends before one is asked for.
  stripe().addFault({ path: '/v1/refunds', method: 'GET', times: 2, when: 'before', answer: 500 });
  const { runId } = await described(dossier);
  await dossier.send('cancel');
  for (let sent = 0; (await described(dossier)).runId === runId; sent += 1) {
    if (sent > 40) throw new Error('the run never ended');
    await dossier.send('payment_disputed').catch(() => undefined);
    await dossier.send('delete').catch(() => undefined);
    await dossier.handle.signal('paymentResult', {
      status: 'processing',
      sequence: 1,
      messageId: `more:${sent}`,
    });
  }
  const { number } = await until(dossier, ({ payment }) => payment?.refunds[0]?.progress?.status === 'done');
  expect(refundsOf(paying, number)).toHaveLength(1);
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
});

async function described({ handle }: Awaited<ReturnType<PayingWorld['due']>>) {
  return await handle.describe();
}
