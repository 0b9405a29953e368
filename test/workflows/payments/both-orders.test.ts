import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { waitFor } from '../../../dev/wait-for.ts';
import { addMs } from '../../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { TestDossier } from '../../support/dossier-world.ts';
import {
  chargesOf,
  type PayingWorld,
  refundsOf,
  startPayingWorld,
  until,
} from '../../support/paying-world.ts';
import { declareEntry } from '../../support/training.ts';

let paying: PayingWorld;
beforeAll(async () => {
  paying = await startPayingWorld({ laterMs: 3_600_000 });
});
afterAll(() => paying.stop());

const stripe = () => paying.server.control;
const isRefunded = ({ payment }: Dossier) => payment?.refunds[0]?.progress?.status === 'done';
const inFull = [{ taken: 20_000, givenBack: 20_000 }];

async function validated(card: Parameters<PayingWorld['pay']>[1] = 'accepted'): Promise<TestDossier> {
  const dossier = await paying.due();
  await paying.pay(dossier, card);
  await until(dossier, ({ state }) => state === 'validated');
  return dossier;
}

describe('a payment and the organisation’s cancellation', () => {
  test('paid first: cancelled after validation, the remainder goes back', async () => {
    const dossier = await validated();
    await dossier.send('withdraw');
    const { state, payment, number } = await until(dossier, isRefunded);
    expect([state, payment?.refunds[0]?.reason]).toEqual(['cancelled_by_organisation', 'cancellation']);
    expect(chargesOf(paying, number)).toEqual(inFull);
  });

  test('cancelled first: the payment whose webhook comes after goes back in full', async () => {
    const dossier = await paying.due();
    stripe().holdWebhooks();
    await paying.pay(dossier);
    await dossier.send('withdraw');
    await stripe().releaseWebhooks({ copies: 2 });
    const { state, payment, number } = await until(dossier, isRefunded);
    expect([state, payment?.refunds[0]?.reason]).toEqual([
      'cancelled_by_organisation',
      'paid_after_cancellation',
    ]);
    expect(payment?.refunds).toHaveLength(1);
    expect(chargesOf(paying, number)).toEqual(inFull);
  });
});

describe('both sides cancel what is paid', () => {
  test.each([
    ['cancel', 'withdraw', 'cancelled'],
    ['withdraw', 'cancel', 'cancelled_by_organisation'],
  ] as const)('%s, then %s: the first counts, and the money goes back once', async (first, second, end) => {
    const dossier = await validated();
    await dossier.send(first);
    expect(await dossier.refusal(second)).toMatchObject({ refused: 'not_allowed_in_state' });
    const { state, number } = await until(dossier, isRefunded);
    expect(state).toBe(end);
    expect(refundsOf(paying, number)).toHaveLength(1);
    expect(chargesOf(paying, number)).toEqual(inFull);
  });

  test('at once: one counts, and the money goes back once', async () => {
    const dossier = await validated();
    const outcomes = await Promise.allSettled([dossier.send('cancel'), dossier.send('withdraw')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { number } = await until(dossier, isRefunded);
    expect(refundsOf(paying, number)).toHaveLength(1);
    expect(chargesOf(paying, number)).toEqual(inFull);
  });
});

describe('entry, which ends the withdrawal period, and the trainee’s cancellation', () => {
  test('cancelled first: free, and the entry is refused', async () => {
    const dossier = await validated();
    await dossier.send('cancel');
    const enteredOn = await paying.world.today();
    expect(await dossier.refusal('declare_entry', { enteredOn })).toMatchObject({
      refused: 'not_allowed_in_state',
    });
    const { closure, number } = await until(dossier, isRefunded);
    expect(closure?.consequences).toMatchObject({ rights: 'given_back', remainder: 'refunded' });
    expect(chargesOf(paying, number)).toEqual(inFull);
  });

  test('entered first: the full price is due', async () => {
    const dossier = await validated();
    await declareEntry(paying.world, dossier);
    await paying.syncClock();
    await dossier.send('cancel');
    const { closure, number, payment } = await dossier.dossier();
    expect(closure?.consequences).toMatchObject({ rights: 'consumed', remainder: 'kept' });
    expect(payment?.refunds).toEqual([]);
    expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 0 }]);
  });
});

describe('a dispute and the refund of a cancellation', () => {
  test('refunded first: the dispute is shown to operators, and nothing goes back again', async () => {
    const dossier = await validated('disputed');
    await dossier.send('cancel');
    await until(dossier, isRefunded);
    stripe().finish();
    const { number, payment } = await until(dossier, (now) => now.payment?.dispute !== undefined);
    expect(payment?.refunds).toHaveLength(1);
    expect(refundsOf(paying, number)).toHaveLength(1);
    // Operators' list follows the row.
    await waitFor(async () => {
      const { searchAttributes } = await dossier.handle.describe();
      expect(searchAttributes['PaymentAlert']).toEqual(['payment_disputed']);
    });
  });
});

describe('a payment under way and the deadline', () => {
  test.each([
    ['before', -3_600_000],
    ['after', 3 * 86_400_000],
  ] as const)('that succeeds %s it validates', async (_, offsetMs) => {
    const dossier = await paying.due();
    const { deadline } = await dossier.dossier();
    await paying.pay(dossier, 'slowSuccess');
    await until(dossier, ({ state }) => state === 'payment_pending');
    await paying.world.skipTo(addMs(deadline?.at ?? (await paying.world.now()), offsetMs));
    await paying.syncClock();
    stripe().finish();
    const { payment } = await until(dossier, ({ state }) => state === 'validated');
    expect(payment).toMatchObject({ status: 'paid', refunds: [] });
  });

  test('that fails before it leaves the same deadline to renew', async () => {
    const dossier = await paying.due();
    const { deadline } = await dossier.dossier();
    await paying.pay(dossier, 'slowFailure');
    await until(dossier, ({ state }) => state === 'payment_pending');
    stripe().finish();
    const refused = await until(dossier, ({ state }) => state === 'payment_refused');
    expect(refused.deadline).toMatchObject({ at: deadline?.at, kind: deadline?.kind });
  });
});

describe('a payment whose webhook comes after its deadline', () => {
  test('that Stripe could not be asked about in time goes back in full', async () => {
    const dossier = await paying.due();
    const { deadline } = await dossier.dossier();
    stripe().holdWebhooks();
    await paying.pay(dossier);
    stripe().addFault({ path: '/v1/checkout/sessions', times: 1_000, when: 'before', answer: 500 });
    await paying.world.skipTo(addMs(deadline?.at ?? (await paying.world.now()), 3_600_000));
    await paying.syncClock();
    await until(dossier, ({ state }) => state === 'request_cancelled');
    stripe().clearFaults();
    await stripe().releaseWebhooks();
    const { number, payment } = await until(dossier, isRefunded);
    expect(payment?.refunds).toMatchObject([{ reason: 'paid_after_cancellation' }]);
    expect(chargesOf(paying, number)).toEqual(inFull);
  });
});
