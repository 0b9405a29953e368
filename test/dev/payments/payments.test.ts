import { describe, expect, it } from '@jest/globals';
import { idOf } from '../../../dev/payments/ids.ts';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { sessionFor, usePaymentServer } from './payment-server.ts';
import { payWith } from './requests.ts';

describe('a card on the local Stripe', () => {
  const used = usePaymentServer();

  async function eventTypes(): Promise<string[]> {
    const { data } = await used.stripe.events.list({ limit: 100 });
    return data.map(({ type }) => type).reverse();
  }

  it('that is accepted completes the session and brings the money', async () => {
    const { session, intent } = await payWith(used.stripe, used.server.control, testCards.accepted.number);
    expect(session).toMatchObject({ status: 'complete', payment_status: 'paid', url: null });
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 12_000 });
    expect((await used.stripe.balance.retrieve()).available).toMatchObject([{ amount: 12_000 }]);
    expect(await eventTypes()).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ]);
  });

  it.each([
    ['declined', 'card_declined', 'generic_decline'],
    ['insufficientFunds', 'card_declined', 'insufficient_funds'],
    ['expired', 'expired_card', undefined],
  ] as const)(
    'that is refused (%s) leaves the session open, with the reason',
    async (card, code, declineCode) => {
      const { session, intent } = await payWith(used.stripe, used.server.control, testCards[card].number);
      expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid' });
      expect(intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } });
      expect(intent.last_payment_error?.decline_code).toBe(declineCode);
      expect(await eventTypes()).toEqual([
        'payment_intent.created',
        'charge.failed',
        'payment_intent.payment_failed',
      ]);
      expect(used.server.control.state().balanceCents).toBe(0);
    },
  );

  it('that no test card has is refused', async () => {
    const { intent } = await payWith(used.stripe, used.server.control, '1234 5678');
    expect(intent.last_payment_error?.code).toBe('incorrect_number');
  });

  it('can be tried again on the same page after a refusal, with one intent and two charges', async () => {
    const { stripe, server } = used;
    const { session, intent } = await payWith(stripe, server.control, testCards.declined.number);
    expect(server.control.pay(session.id, '4242 4242 4242 4242')).toBe('paid');
    const paid = await stripe.paymentIntents.retrieve(intent.id);
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
    const charges = await stripe.charges.list({ payment_intent: intent.id });
    expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  it('charges once when the payment is sent twice', async () => {
    const { stripe, server } = used;
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    const results = [1, 2].map(() => server.control.pay(id, testCards.accepted.number));
    expect(results).toEqual(['paid', 'closed']);
    expect(server.control.state().balanceCents).toBe(12_000);
  });

  it.each([
    ['slowSuccess', 'succeeded', 'paid', 'checkout.session.async_payment_succeeded'],
    ['slowFailure', 'requires_payment_method', 'unpaid', 'checkout.session.async_payment_failed'],
  ] as const)('that needs a while (%s) is unpaid first and final later', async (card, status, paid, type) => {
    const { stripe, server } = used;
    const { session, intent } = await payWith(stripe, server.control, testCards[card].number);
    expect(session).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    expect(intent.status).toBe('processing');
    await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      statusCode: 400,
    });
    server.control.finish();
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: paid });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
    expect((await eventTypes()).at(-1)).toBe(type);
  });

  it('whose holder disputes the payment costs the money until the dispute is won', async () => {
    const { stripe, server } = used;
    const { intent } = await payWith(stripe, server.control, testCards.disputed.number);
    expect(server.control.state().balanceCents).toBe(12_000);
    server.control.finish();
    const charge = idOf(intent.latest_charge);
    const { data } = await stripe.disputes.list({ charge });
    expect(data).toMatchObject([{ status: 'needs_response', amount: 12_000, payment_intent: intent.id }]);
    expect(server.control.state().balanceCents).toBe(0);
    server.control.closeDispute(idOf(data[0]), 'won');
    expect(server.control.state().balanceCents).toBe(12_000);
    expect(await eventTypes()).toContain('charge.dispute.created');
  });
});
