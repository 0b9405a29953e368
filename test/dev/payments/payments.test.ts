import { describe, expect, it } from '@jest/globals';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { sessionFor, usePaymentServer } from './payment-server.ts';

describe('a payment on the local Stripe', () => {
  const used = usePaymentServer();

  it('opens a session, is paid, and can be given back', async () => {
    const { stripe, server } = used;
    const session = await stripe.checkout.sessions.create(sessionFor());
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      amount_total: 12_000,
      url: `${server.url}/pay/${session.id}`,
    });
    expect(server.control.pay(session.id, testCards.accepted.number)).toBe('paid');
    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    });
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      payment_intent: { status: 'succeeded', latest_charge: { paid: true, amount: 12_000 } },
    });
    const refund = await stripe.refunds.create({
      payment_intent: (paid.payment_intent as { id: string }).id,
      amount: 2_000,
    });
    expect(refund).toMatchObject({ status: 'succeeded', amount: 2_000 });
    expect(server.control.state().balanceCents).toBe(10_000);
  });
});
