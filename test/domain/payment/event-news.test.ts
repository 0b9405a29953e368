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

const dispute = { id: 'dp_1', reason: 'fraudulent', payment_intent: 'pi_1' };

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

  test.each([
    ['charge.dispute.created', { status: 'needs_response' }, { status: 'disputed' }],
    ['charge.dispute.updated', { status: 'under_review' }, { status: 'disputed' }],
    ['charge.dispute.closed', { status: 'won' }, { status: 'dispute_closed', outcome: 'won' }],
    ['charge.dispute.closed', { status: 'lost' }, { status: 'dispute_closed', outcome: 'lost' }],
    [
      'charge.dispute.closed',
      { status: 'warning_closed' },
      { status: 'dispute_closed', outcome: 'inquiry_closed' },
    ],
  ])('%s with %j', (type, overrides, news) => {
    expect(meaning(type, { ...dispute, ...overrides })).toMatchObject({
      kind: 'news_of_payment',
      news: { serviceId: 'dp_1', ...news },
    });
  });

  test.each([
    ['refund.created', 'pending', 'requested'],
    ['refund.updated', 'succeeded', 'done'],
    ['refund.failed', 'failed', 'failed'],
  ])('%s by hand, %s', (type, status, refundStatus) => {
    const byHand = { id: 're_9', status, amount: 500, payment_intent: 'pi_1', metadata: {} };
    expect(meaning(type, byHand)).toMatchObject({
      kind: 'news_of_payment',
      paymentId: 'pi_1',
      news: { status: 'refund_found', refundStatus, amountCents: 500, serviceId: 're_9' },
    });
  });

  test('a charge tells what went back of it in all', () => {
    const { news } = meaning('charge.refunded', { payment_intent: 'pi_1', amount_refunded: 700 }) as never;
    expect(news).toMatchObject({ status: 'refund_found', refundStatus: 'done', amountCents: 700 });
    expect(news).not.toHaveProperty('serviceId');
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
    ['a refund of nobody’s payment', 'refund.updated', { ...refund, metadata: {}, amount: 500 }],
    ['an inquiry', 'charge.dispute.created', { ...dispute, status: 'warning_needs_response' }],
    [
      'a charge of which nothing went back',
      'charge.refunded',
      { payment_intent: 'pi_1', amount_refunded: 0 },
    ],
  ])('%s means nothing', (_, type, object) => {
    expect(meaning(type, object)).toEqual({ kind: 'nothing' });
  });
});
