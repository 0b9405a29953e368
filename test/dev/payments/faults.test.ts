import { describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { clientOf, sessionFor, usePaymentServer } from './payment-server.ts';
import { payWith } from './requests.ts';

describe('a failure that a test asks the local Stripe for', () => {
  const used = usePaymentServer();
  const refunds = (): number => Object.keys(used.server.control.state().refunds).length;
  const refund = (intent: string) =>
    used.stripe.refunds.create({ payment_intent: intent, amount: 100 }, { idempotencyKey: 'refund' });
  const paidIntent = async (): Promise<string> =>
    (await payWith(used.stripe, used.server.control, testCards.accepted.number)).intent.id;

  it.each([
    [500, Stripe.errors.StripeAPIError],
    [429, Stripe.errors.StripeRateLimitError],
  ])('before the request acted (%s) hits it once; sent again, it acts', async (answer, kind) => {
    const intent = await paidIntent();
    used.server.control.addFault({ path: '/v1/refunds', method: 'POST', times: 1, when: 'before', answer });
    await expect(refund(intent)).rejects.toBeInstanceOf(kind);
    expect(refunds()).toBe(0);
    await refund(intent);
    expect(refunds()).toBe(1);
  });

  it('after the request acted: sent again under its key, it has the answer and has acted once', async () => {
    const intent = await paidIntent();
    used.server.control.addFault({ path: '/v1/refunds', times: 1, when: 'after', answer: 500 });
    await expect(refund(intent)).rejects.toMatchObject({ statusCode: 500 });
    expect(refunds()).toBe(1);
    expect(await refund(intent)).toMatchObject({ status: 'succeeded' });
    expect(refunds()).toBe(1);
  });

  it('can be kept under the key, as Stripe keeps its own 500s', async () => {
    const intent = await paidIntent();
    used.server.control.addFault({ path: '/v1/refunds', times: 1, when: 'after', answer: 500, kept: true });
    await expect(refund(intent)).rejects.toMatchObject({ statusCode: 500 });
    await expect(refund(intent)).rejects.toMatchObject({ statusCode: 500 });
    expect(refunds()).toBe(1);
  });

  it.each(['before', 'after'] as const)('may cut the connection %s the request acted', async (when) => {
    const intent = await paidIntent();
    // The client sends a request once more by itself when its connection was cut.
    used.server.control.addFault({ path: '/v1/refunds', times: 2, when, answer: 'cut' });
    await expect(refund(intent)).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(refunds()).toBe(when === 'after' ? 1 : 0);
    await refund(intent);
    expect(refunds()).toBe(1);
  });

  it('is overcome by the retries of the client', async () => {
    used.server.control.addFault({ path: '/v1/checkout', times: 1, when: 'after', answer: 503 });
    const patient = clientOf(used.server.url, { maxNetworkRetries: 2 });
    expect(await patient.checkout.sessions.create(sessionFor())).toMatchObject({ status: 'open' });
    expect(Object.keys(used.server.control.state().sessions)).toHaveLength(1);
  });

  it('spares other paths, and is forgotten when faults are cleared', async () => {
    used.server.control.addFault({ path: '/v1/refunds', times: 1, when: 'before', answer: 500 });
    await used.stripe.balance.retrieve();
    used.server.control.clearFaults();
    await used.stripe.refunds.list();
  });
});
