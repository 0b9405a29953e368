import type Stripe from 'stripe';
import type { Control } from '../../../dev/payments/control/control.ts';
import { idOf } from '../../../dev/payments/ids.ts';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { sessionFor } from './payment-server.ts';

/** Objects that are there when the requests below are sent. */
export interface KnownIds {
  readonly open: string;
  readonly paid: string;
  readonly intent: string;
  readonly charge: string;
  readonly refund: string;
  readonly dispute: string;
  readonly event: string;
  readonly transaction: string;
}

const hourAway = (): number => Math.floor(Date.now() / 1000) + 3600;

/** Every kind of request that the product sends, each also with what it may add. Add yours here. */
export const stripeRequests: Record<string, (stripe: Stripe, ids: KnownIds) => Promise<unknown>> = {
  'checkout.sessions.create': (stripe) =>
    stripe.checkout.sessions.create(
      sessionFor({
        client_reference_id: '4042234296',
        customer_email: 'claire@example.fr',
        expires_at: hourAway(),
        submit_type: 'pay',
        payment_intent_data: { metadata: { dossier: '4042234296' }, description: 'Dossier n° 4042234296' },
      }),
      { idempotencyKey: `contract-${process.hrtime.bigint()}` },
    ),
  'checkout.sessions.retrieve': (stripe, { paid }) =>
    stripe.checkout.sessions.retrieve(paid, { expand: ['payment_intent.latest_charge'] }),
  'checkout.sessions.list': (stripe, { intent }) =>
    stripe.checkout.sessions.list({ payment_intent: intent, created: { gte: 1 }, limit: 5 }),
  'checkout.sessions.list by status': (stripe) => stripe.checkout.sessions.list({ status: 'complete' }),
  'checkout.sessions.listLineItems': (stripe, { paid }) => stripe.checkout.sessions.listLineItems(paid),
  'checkout.sessions.expire': async (stripe) => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    return stripe.checkout.sessions.expire(id);
  },
  'paymentIntents.retrieve': (stripe, { intent }) =>
    stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge.balance_transaction'] }),
  'paymentIntents.list': (stripe) => stripe.paymentIntents.list({ created: { gt: 1 } }),
  'charges.retrieve': (stripe, { charge }) => stripe.charges.retrieve(charge),
  'charges.list': (stripe, { intent }) => stripe.charges.list({ payment_intent: intent }),
  'refunds.create': (stripe, { intent }) =>
    stripe.refunds.create({
      payment_intent: intent,
      amount: 100,
      reason: 'requested_by_customer',
      metadata: { dossier: '4042234296' },
    }),
  'refunds.create by charge': (stripe, { charge }) => stripe.refunds.create({ charge, amount: 100 }),
  'refunds.retrieve': (stripe, { refund }) => stripe.refunds.retrieve(refund),
  'refunds.list': (stripe, { intent }) => stripe.refunds.list({ payment_intent: intent, limit: 100 }),
  'disputes.retrieve': (stripe, { dispute }) => stripe.disputes.retrieve(dispute),
  'disputes.list': (stripe) => stripe.disputes.list({ limit: 1 }),
  'events.retrieve': (stripe, { event }) => stripe.events.retrieve(event),
  'events.list': (stripe) =>
    stripe.events.list({ types: ['checkout.session.completed', 'refund.failed'], created: { gte: 1 } }),
  'balance.retrieve': (stripe) => stripe.balance.retrieve(),
  'balanceTransactions.retrieve': (stripe, { transaction }) =>
    stripe.balanceTransactions.retrieve(transaction),
};

/** Makes one object of each kind. */
export async function preparePayments(stripe: Stripe, control: Control): Promise<KnownIds> {
  const open = await stripe.checkout.sessions.create(sessionFor());
  const paid = await payWith(stripe, control, testCards.accepted.number);
  const disputed = await payWith(stripe, control, testCards.disputed.number);
  control.finish();
  const refund = await stripe.refunds.create({ payment_intent: paid.intent.id, amount: 100 });
  const events = await stripe.events.list();
  return {
    open: open.id,
    paid: paid.session.id,
    intent: paid.intent.id,
    charge: idOf(paid.intent.latest_charge),
    refund: refund.id,
    dispute: idOf((await stripe.disputes.list({ payment_intent: disputed.intent.id })).data[0]),
    event: idOf(events.data[0]),
    transaction: idOf(refund.balance_transaction),
  };
}

/** Opens a session and pays it with a card. */
export async function payWith(
  stripe: Stripe,
  control: Control,
  card: string,
): Promise<{ session: Stripe.Checkout.Session; intent: Stripe.PaymentIntent }> {
  const { id } = await stripe.checkout.sessions.create(sessionFor());
  control.pay(id, card);
  const session = await stripe.checkout.sessions.retrieve(id);
  return { session, intent: await stripe.paymentIntents.retrieve(idOf(session.payment_intent)) };
}
