import { describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { idOf } from '../../../dev/payments/ids.ts';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { sessionFor, usePaymentServer } from './payment-server.ts';
import { payWith } from './requests.ts';

const soon = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

describe('a Checkout Session of the local Stripe', () => {
  const used = usePaymentServer();

  it('is open and unpaid, without a payment intent until somebody pays', async () => {
    const { stripe, server } = used;
    const session = await stripe.checkout.sessions.create(sessionFor());
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      amount_total: 12_000,
      currency: 'eur',
      livemode: false,
      metadata: { dossier: '4042234296' },
      url: `${server.url}/pay/${session.id}`,
    });
    expect(session.id).toMatch(/^cs_test_/);
  });

  it('lives 24 hours unless asked otherwise', async () => {
    const { created, expires_at } = await used.stripe.checkout.sessions.create(sessionFor());
    expect(expires_at - created).toBe(24 * 3600);
  });

  it.each([
    ['less than 30 minutes', 29 * 60, 'at least 30 minutes'],
    ['more than 24 hours', 24 * 3600 + 60, 'less than 24 hours'],
  ])('is refused with %s to live', async (_name, seconds, words) => {
    const attempt = used.stripe.checkout.sessions.create(sessionFor({ expires_at: soon(seconds) }));
    const error = await attempt.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error).toMatchObject({ param: 'expires_at', message: expect.stringContaining(words) as unknown });
  });

  it.each([
    ['success_url', { success_url: 'not an address' }, 'url_invalid'],
    ['line_items', { line_items: [] }, 'parameter_missing'],
    ['line_items[0][price_data][unit_amount]', { line_items: lineOf('12.5') }, 'parameter_invalid_integer'],
    ['line_items', { line_items: lineOf('49') }, 'amount_too_small'],
    ['colour', { colour: 'blue' }, 'parameter_unknown'],
  ])('names a wrong %s', async (param, overrides, code) => {
    const attempt = used.stripe.checkout.sessions.create(sessionFor(overrides as object));
    await expect(attempt).rejects.toMatchObject({ statusCode: 400, param, code });
  });

  it('shows its payment, charge and line items when they are expanded', async () => {
    const { session } = await payWith(used.stripe, used.server.control, testCards.accepted.number);
    const whole = await used.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge.balance_transaction', 'line_items'],
    });
    expect(whole).toMatchObject({
      payment_intent: {
        status: 'succeeded',
        amount_received: 12_000,
        latest_charge: { paid: true, balance_transaction: { net: 12_000 } },
      },
      line_items: { data: [{ description: 'Anglais professionnel', amount_total: 12_000 }] },
    });
  });

  it('cannot expand what is no object', async () => {
    const { id } = await used.stripe.checkout.sessions.create(sessionFor());
    const attempt = used.stripe.checkout.sessions.retrieve(id, { expand: ['status'] });
    await expect(attempt).rejects.toMatchObject({ statusCode: 400, param: 'expand' });
  });

  it('is unknown under another id', async () => {
    await expect(used.stripe.checkout.sessions.retrieve('cs_test_none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });

  it('can be expired while it is open, and then takes no payment', async () => {
    const { stripe, server } = used;
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    expect(await stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null });
    expect(server.control.pay(id, testCards.accepted.number)).toBe('closed');
    await expect(stripe.checkout.sessions.expire(id)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      message: expect.stringContaining('status of `expired`') as unknown,
    });
  });

  it('cannot be expired once it is paid', async () => {
    const { session } = await payWith(used.stripe, used.server.control, testCards.accepted.number);
    await expect(used.stripe.checkout.sessions.expire(session.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('expires by itself at its instant, with the intent of a refused attempt', async () => {
    const { stripe, server } = used;
    const { id } = await stripe.checkout.sessions.create(sessionFor({ expires_at: soon(1900) }));
    server.control.pay(id, testCards.declined.number);
    server.control.advanceClock(1901_000);
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    expect(session).toMatchObject({
      status: 'expired',
      payment_intent: { status: 'canceled', cancellation_reason: 'expired' },
    });
    const events = await stripe.events.list({ types: ['checkout.session.expired'] });
    expect(events.data).toHaveLength(1);
  });

  it('is listed by status, payment intent and instant, page by page', async () => {
    const { stripe, server } = used;
    const { session } = await payWith(stripe, server.control, testCards.accepted.number);
    for (let n = 0; n < 3; n += 1) await stripe.checkout.sessions.create(sessionFor());
    const open = await stripe.checkout.sessions.list({ status: 'open', limit: 2 });
    expect([open.data.length, open.has_more]).toEqual([2, true]);
    const rest = await stripe.checkout.sessions.list({
      status: 'open',
      limit: 2,
      starting_after: idOf(open.data.at(-1)),
    });
    expect([rest.data.length, rest.has_more]).toEqual([1, false]);
    const byIntent = await stripe.checkout.sessions.list({ payment_intent: idOf(session.payment_intent) });
    expect(byIntent.data.map(({ id }) => id)).toEqual([session.id]);
    expect((await stripe.checkout.sessions.list({ created: { gt: soon(60) } })).data).toEqual([]);
    const all = await stripe.checkout.sessions.list({ limit: 1 }).autoPagingToArray({ limit: 10 });
    expect(all).toHaveLength(4);
  });
});

function lineOf(amount: string): unknown[] {
  return [{ price_data: { currency: 'eur', unit_amount: amount, product_data: { name: 'x' } }, quantity: 1 }];
}
