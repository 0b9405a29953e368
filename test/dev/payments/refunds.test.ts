import { describe, expect, it } from '@jest/globals';
import { idOf } from '../../../dev/payments/ids.ts';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { usePaymentServer } from './payment-server.ts';
import { payWith } from './requests.ts';

describe('a refund of the local Stripe', () => {
  const used = usePaymentServer();
  const pay = (card: keyof typeof testCards = 'accepted') =>
    payWith(used.stripe, used.server.control, testCards[card].number);

  it('gives all back, with the reason and the metadata', async () => {
    const { intent } = await pay();
    const refund = await used.stripe.refunds.create({
      payment_intent: intent.id,
      reason: 'requested_by_customer',
      metadata: { dossier: '4042234296' },
    });
    expect(refund).toMatchObject({
      status: 'succeeded',
      amount: 12_000,
      reason: 'requested_by_customer',
      metadata: { dossier: '4042234296' },
      charge: intent.latest_charge,
    });
    const charge = await used.stripe.charges.retrieve(idOf(intent.latest_charge));
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 12_000 });
    expect(used.server.control.state().balanceCents).toBe(0);
  });

  it('gives parts back until nothing is left', async () => {
    const { intent } = await pay();
    const give = (amount: number) => used.stripe.refunds.create({ payment_intent: intent.id, amount });
    await give(5_000);
    await expect(give(7_001)).rejects.toMatchObject({ statusCode: 400, param: 'amount' });
    await give(7_000);
    await expect(give(1)).rejects.toMatchObject({ code: 'charge_already_refunded' });
    const { data } = await used.stripe.refunds.list({ payment_intent: intent.id });
    expect(data.map(({ amount }) => amount)).toEqual([7_000, 5_000]);
  });

  it('is refused while the payment is disputed, and possible when the dispute was won', async () => {
    const { intent } = await pay('disputed');
    used.server.control.finish();
    const give = () => used.stripe.refunds.create({ payment_intent: intent.id });
    await expect(give()).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      code: 'charge_disputed',
    });
    const { data } = await used.stripe.disputes.list({ payment_intent: intent.id });
    used.server.control.closeDispute(idOf(data[0]), 'won');
    expect(await give()).toMatchObject({ status: 'succeeded' });
  });

  it('may fail later: the money comes back to the account', async () => {
    const { intent } = await pay('refundFails');
    const { id, status } = await used.stripe.refunds.create({ payment_intent: intent.id });
    expect([status, used.server.control.state().balanceCents]).toEqual(['succeeded', 0]);
    used.server.control.finish();
    const failed = await used.stripe.refunds.retrieve(id);
    expect(failed).toMatchObject({ status: 'failed', failure_reason: 'expired_or_canceled_card' });
    expect(used.server.control.state().balanceCents).toBe(12_000);
    const charge = await used.stripe.charges.retrieve(idOf(intent.latest_charge));
    expect(charge).toMatchObject({ refunded: false, amount_refunded: 0 });
    const { data } = await used.stripe.events.list({ types: ['refund.failed', 'refund.updated'] });
    expect(data.map(({ type }) => type)).toEqual(['refund.failed', 'refund.updated']);
  });

  it('may need a while', async () => {
    const { intent } = await pay('refundWaits');
    const { id, status } = await used.stripe.refunds.create({ payment_intent: intent.id });
    expect(status).toBe('pending');
    used.server.control.finish();
    expect(await used.stripe.refunds.retrieve(id)).toMatchObject({ status: 'succeeded' });
  });

  it('can be made to fail by a test', async () => {
    const { intent } = await pay();
    const { id } = await used.stripe.refunds.create({ charge: idOf(intent.latest_charge) });
    used.server.control.endRefund(id, 'failed');
    expect(await used.stripe.refunds.retrieve(id)).toMatchObject({ status: 'failed' });
    expect(used.server.control.state().balanceCents).toBe(12_000);
  });

  it('needs a payment that exists and was paid', async () => {
    const { intent } = await pay('declined');
    await expect(used.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await expect(used.stripe.refunds.create({ payment_intent: 'pi_none' })).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    await expect(used.stripe.refunds.create({})).rejects.toMatchObject({ code: 'parameter_missing' });
  });
});
