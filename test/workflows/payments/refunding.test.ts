import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { waitFor } from '../../../dev/wait-for.ts';
import { addMs } from '../../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import { cents } from '../../../domain/money.ts';
import { paymentResultSignal } from '../../../workflows/dossier/contract.ts';
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
const refund = ({ payment }: Dossier) => payment?.refunds[0]?.progress;
const isDone = (dossier: Dossier) => refund(dossier)?.status === 'done';

async function validated(card: Parameters<PayingWorld['pay']>[1] = 'accepted'): Promise<TestDossier> {
  const dossier = await paying.due();
  await paying.pay(dossier, card);
  await until(dossier, ({ state }) => state === 'validated');
  return dossier;
}

async function lapse(dossier: TestDossier): Promise<void> {
  const { deadline } = await dossier.dossier();
  if (deadline !== null) await paying.world.skipTo(addMs(deadline.at, 120_000));
  await paying.syncClock();
}

test('cancelled within the withdrawal period, the remainder goes back to the card once', async () => {
  const dossier = await validated();
  await dossier.send('cancel');
  const { number, state } = await until(dossier, isDone);
  expect(state).toBe('cancelled');
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
  expect(refundsOf(paying, number)).toHaveLength(1);
});

test('abandoned after entry, the remainder is kept', async () => {
  const dossier = await validated();
  await declareEntry(paying.world, dossier);
  await paying.syncClock();
  await dossier.send('cancel');
  const { payment, number } = await dossier.dossier();
  expect(payment?.refunds).toEqual([]);
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 0 }]);
});

test('a payment whose webhook comes after the cancellation goes back in full, and the trainee is told', async () => {
  const dossier = await paying.due();
  stripe().holdWebhooks();
  await paying.pay(dossier);
  await dossier.send('cancel');
  const { number, state, payment } = await until(dossier, isDone);
  await stripe().releaseWebhooks({ copies: 2 });
  expect(state).toBe('request_cancelled');
  expect(payment?.refunds).toMatchObject([{ reason: 'paid_after_cancellation', amountCents: 20_000 }]);
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
  expect((await dossier.dossier()).payment?.refunds).toHaveLength(1);
});

test('a cancellation that comes first closes the page: nobody can pay on it', async () => {
  const dossier = await paying.due();
  const session = await paying.checkout(dossier);
  await dossier.send('cancel');
  await until(dossier, () => stripe().state().sessions[session]?.session.status === 'expired');
  expect(chargesOf(paying, (await dossier.dossier()).number)).toEqual([]);
});

test('a payment made in time whose webhook is lost is found when the deadline passes, and validates', async () => {
  const dossier = await paying.due();
  stripe().holdWebhooks();
  await paying.pay(dossier);
  stripe().dropWebhooks();
  await stripe().releaseWebhooks();
  await lapse(dossier);
  await until(dossier, ({ state }) => state === 'validated');
});

test('a page that nobody used lapses with its request, and is closed', async () => {
  const dossier = await paying.due();
  const session = await paying.checkout(dossier);
  await lapse(dossier);
  const { state, closure } = await until(dossier, ({ state: now }) => now !== 'to_validate');
  expect([state, closure?.reason]).toEqual(['request_cancelled', 'validation_lapsed']);
  expect(stripe().state().sessions[session]?.session.status).toBe('expired');
});

test('a refund that the bank sends back is tried again after growing pauses, then given to operators', async () => {
  const dossier = await validated('refundWaits');
  await dossier.send('cancel');
  const { number } = await until(dossier, (now) => refund(now)?.status === 'requested');
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await until(dossier, () => refundsOf(paying, number).length === attempt);
    await until(dossier, (now) => refund(now)?.status === 'requested');
    stripe().endRefund(refundsOf(paying, number)[attempt - 1]?.id ?? '', 'failed');
    const { payment } = await until(dossier, (now) => refund(now)?.tries === attempt);
    const next = payment?.refunds[0]?.progress?.notBefore;
    if (next != null) await paying.world.skipTo(addMs(next, 1_000));
    await paying.syncClock();
  }
  const failed = await dossier.dossier();
  expect(refund(failed)).toMatchObject({ status: 'failed', tries: 4, failure: 'expired_or_canceled_card' });
  await untilAlert(dossier, 'refund_failed');

  await dossier.handle.signal(paymentResultSignal, { status: 'refund_succeeded', sequence: 1, refund: 1 });
  await until(dossier, isDone);
});

test('a refund that comes back from the bank after it had succeeded is tried again, and no earlier than it should', async () => {
  const dossier = await validated('refundFails');
  await dossier.send('cancel');
  const { number } = await until(dossier, isDone);
  stripe().finish();
  const { payment } = await until(dossier, (now) => refund(now)?.status === 'due');
  const { tries, failure, notBefore = null } = payment?.refunds[0]?.progress ?? {};
  expect([tries, failure]).toEqual([1, 'expired_or_canceled_card']);
  expect(refundsOf(paying, number)).toHaveLength(1);
  if (notBefore !== null) await paying.world.skipTo(addMs(notBefore, 1_000));
  await paying.syncClock();
  await until(dossier, isDone);
  expect(refundsOf(paying, number)).toHaveLength(2);
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
});

test('a second payment of a validated dossier goes back, and only that', async () => {
  const dossier = await paying.due();
  stripe().holdWebhooks();
  const first = await paying.pay(dossier, 'declined');
  await stripe().releaseWebhooks();
  await until(dossier, ({ state }) => state === 'payment_refused');
  await paying.pay(dossier);
  await until(dossier, ({ state }) => state === 'validated');
  // The first page is closed; what its payment would have said is said by hand.
  expect(stripe().state().sessions[first]?.session.status).toBe('expired');
  const { payment, number } = await dossier.dossier();
  await dossier.handle.signal(paymentResultSignal, {
    status: 'succeeded',
    sequence: 1,
    amountCents: cents(20_000),
    paymentId: 'pi_unknown',
  });
  const twice = await until(dossier, (now) => now.payment?.refunds[0]?.progress?.status === 'failed');
  expect(twice.payment).toMatchObject({ paidBy: payment?.paidBy, refunds: [{ reason: 'paid_twice' }] });
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 0 }]);
});

test('a payment of another amount validates nothing: it goes back, and the trainee may pay again', async () => {
  const dossier = await paying.due();
  await dossier.send('payment_succeeded', { amountCents: cents(19_999) });
  const { state, payment } = await dossier.dossier();
  expect(state).toBe('payment_refused');
  expect(payment).toMatchObject({ failure: 'wrong_amount', refunds: [{ amountCents: 19_999 }] });
  await paying.pay(dossier);
  await until(dossier, (now) => now.state === 'validated');
});

test('a contested payment is shown to operators and is not given back on top', async () => {
  const dossier = await validated('disputed');
  stripe().finish();
  const contested = await until(dossier, ({ payment }) => payment?.dispute !== undefined);
  expect(contested.payment?.dispute?.disputeId).toMatch(/^dp_|^du_/);
  await dossier.send('cancel');
  const { number } = await until(dossier, (now) => refund(now)?.status === 'failed');
  expect(refundsOf(paying, number)).toEqual([]);
});

/** The test server keeps an attribute that was taken away as a list of nothing. */
const alertOf = async (dossier: TestDossier) =>
  (await dossier.handle.describe()).searchAttributes['PaymentAlert']?.[0] ?? null;
/** The row says it a moment before the workflow shows it. */
const untilAlert = (dossier: TestDossier, alert: string | null) =>
  waitFor(async () => expect(await alertOf(dossier)).toBe(alert));
const disputeOf = (chargePayment: string | null | undefined) =>
  Object.values(stripe().state().disputes).find(({ payment_intent: id }) => id === chargePayment)?.id ?? '';
const chargeOf = (payment: string | null | undefined) =>
  Object.values(stripe().state().charges).find(({ charge }) => charge.payment_intent === payment)?.charge
    .id ?? '';

test('a dispute that is won after the trainee cancelled lets the refund go on', async () => {
  const dossier = await validated('disputed');
  stripe().finish();
  await until(dossier, ({ payment }) => payment?.dispute !== undefined);
  await dossier.send('cancel');
  const { number, payment } = await until(dossier, (now) => refund(now)?.status === 'failed');
  stripe().closeDispute(disputeOf(payment?.paidBy), 'won');
  await until(dossier, isDone);
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
  await untilAlert(dossier, null);
});

test('a dispute that is lost is over, and what the bank gave back is not given back again', async () => {
  const dossier = await validated('disputed');
  stripe().finish();
  const { payment, number } = await until(dossier, (now) => now.payment?.dispute !== undefined);
  await untilAlert(dossier, 'payment_disputed');
  stripe().closeDispute(disputeOf(payment?.paidBy), 'lost');
  await until(dossier, (now) => now.payment?.dispute?.closed?.outcome === 'lost');
  await untilAlert(dossier, null);
  await dossier.send('cancel');
  expect((await dossier.dossier()).payment?.refunds).toEqual([]);
  expect(refundsOf(paying, number)).toEqual([]);
});

test('an inquiry of the bank is no dispute', async () => {
  const dossier = await validated();
  const { payment, version } = await dossier.dossier();
  const inquiry = stripe().dispute(chargeOf(payment?.paidBy), { isInquiry: true });
  stripe().closeDispute(inquiry?.id ?? '', 'warning_closed');
  await stripe().webhooksIdle();
  expect((await dossier.dossier()).version).toBe(version);
  await untilAlert(dossier, null);
});

test('money given back in the Dashboard reaches the dossier, and is not given back again', async () => {
  const dossier = await validated();
  const { payment, number } = await dossier.dossier();
  stripe().refundByHand(chargeOf(payment?.paidBy), 5_000);
  const { payment: after } = await until(dossier, (now) => refund(now)?.refundId != null);
  expect(after?.refunds).toMatchObject([
    { reason: 'by_hand', amountCents: 5_000, paymentId: payment?.paidBy, progress: { status: 'done' } },
  ]);
  await dossier.send('cancel');
  await until(dossier, (now) => now.payment?.refunds[1]?.progress?.status === 'done');
  expect(chargesOf(paying, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
});

test('money given back in the Dashboard for a refund that the bank refused ends it', async () => {
  const dossier = await validated('refundFails');
  await dossier.send('cancel');
  await until(dossier, (now) => refund(now)?.status === 'requested' || refund(now)?.status === 'done');
  stripe().finish();
  const { payment, number } = await until(dossier, (now) => refund(now)?.tries === 1);
  const given = stripe().refundByHand(chargeOf(payment?.paidBy));
  stripe().endRefund(given.id, 'succeeded');
  await until(dossier, isDone);
  await untilAlert(dossier, null);
  expect((await dossier.dossier()).payment?.refunds).toHaveLength(1);
  expect(chargesOf(paying, number)[0]?.givenBack).toBe(20_000);
});
