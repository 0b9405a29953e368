import { describe, expect, test } from '@jest/globals';
import { meaningOf } from '../../../domain/payment/event-news.ts';

const metadata = { dossier: '4042234296', sequence: '2' };
const session = {
  id: 'cs_1',
  status: 'complete',
  payment_status: 'paid',
  amount_total: 20_000,
  currency: 'eur',
  payment_intent: 'pi_1',
  metadata,
};
const at = '2027-03-01T09:00:00.000Z';
const meaning = (type: string, object: unknown) =>
  meaningOf({ id: 'evt_1', type, created: Date.parse(at) / 1000, data: { object } });

const declined = {
  id: 'pi_1',
  status: 'requires_payment_method',
  last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
  metadata,
};
const refund = {
  id: 're_1',
  status: 'failed',
  failure_reason: 'lost_or_stolen_card',
  metadata: { ...metadata, refund: '1', try: '3' },
};

describe('what an event says', () => {
  test.each([
    ['checkout.session.completed', session, { status: 'succeeded', amountCents: 20_000, currency: 'eur' }],
    ['checkout.session.completed', { ...session, payment_status: 'unpaid' }, { status: 'processing' }],
    ['checkout.session.async_payment_succeeded', session, { status: 'succeeded', paymentId: 'pi_1' }],
    [
      'checkout.session.async_payment_failed',
      { ...session, payment_status: 'unpaid' },
      { status: 'failed', failure: 'payment_failed' },
    ],
    ['payment_intent.payment_failed', declined, { status: 'failed', failure: 'insufficient_funds' }],
    ['refund.failed', refund, { status: 'refund_failed', refund: 1, try: 3, failure: 'lost_or_stolen_card' }],
    ['refund.updated', { ...refund, status: 'succeeded' }, { status: 'refund_succeeded', serviceId: 're_1' }],
  ])('%s', (type, object, news) => {
    expect(meaning(type, object)).toMatchObject({
      kind: 'news',
      dossier: '4042234296',
      news: { sequence: 2, at, ...news },
    });
  });

  test('a dispute names the payment alone', () => {
    const object = { id: 'dp_1', reason: 'fraudulent', payment_intent: 'pi_1' };
    expect(meaning('charge.dispute.created', object)).toMatchObject({
      kind: 'news_of_payment',
      paymentId: 'pi_1',
      news: { status: 'disputed', failure: 'fraudulent', serviceId: 'dp_1' },
    });
  });

  test('a page left unused changes nothing for the dossier', () => {
    const object = { ...session, status: 'expired', payment_status: 'unpaid' };
    expect(meaning('checkout.session.expired', object).kind).toBe('session_expired');
  });

  test.each([
    ['an unknown type', 'customer.created', session],
    ['no metadata of ours', 'checkout.session.completed', { ...session, metadata: {} }],
    ['no object', 'checkout.session.completed', null],
    ['a refund that is on its way', 'refund.updated', { ...refund, status: 'pending' }],
    ['a refund made by hand', 'refund.updated', { ...refund, metadata: {} }],
  ])('%s means nothing', (_, type, object) => {
    expect(meaning(type, object)).toEqual({ kind: 'nothing' });
  });
});
