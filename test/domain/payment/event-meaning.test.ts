import { describe, expect, test } from '@jest/globals';
import { readMessage } from '../../../domain/dossier/message-schema.ts';
import { meaningOf } from '../../../domain/payment/event-meaning.ts';

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
  const unpaid = { ...session, payment_status: 'unpaid' };
  const told = { sequence: 2, at, paymentId: 'pi_1' };

  test.each([
    [
      'checkout.session.completed',
      session,
      { type: 'payment_succeeded', ...told, amountCents: 20_000, currency: 'eur' },
      'paid',
    ],
    ['checkout.session.completed', unpaid, { type: 'payment_processing', ...told }, 'processing'],
    ['checkout.session.async_payment_succeeded', session, { type: 'payment_succeeded', ...told }, 'paid'],
    [
      'checkout.session.async_payment_failed',
      unpaid,
      { type: 'payment_failed', ...told, failure: 'payment_failed' },
      'failed',
    ],
    ['checkout.session.expired', { ...unpaid, status: 'expired' }, null, 'expired'],
  ])('%s, and what becomes of its page', (type, object, message, status) => {
    expect(meaning(type, object)).toMatchObject({
      dossier: '4042234296',
      message,
      page: { sessionId: 'cs_1', status, paymentId: 'pi_1' },
    });
  });

  test.each([
    [
      'payment_intent.payment_failed',
      declined,
      { type: 'payment_failed', sequence: 2, at, paymentId: 'pi_1', failure: 'insufficient_funds' },
    ],
    [
      'refund.failed',
      refund,
      { type: 'refund_failed', refund: 1, try: 3, refundId: 're_1', failure: 'lost_or_stolen_card' },
    ],
    [
      'refund.updated',
      { ...refund, status: 'succeeded' },
      { type: 'refund_succeeded', refund: 1, try: 3, refundId: 're_1' },
    ],
  ])('%s, of no page', (type, object, message) => {
    expect(meaning(type, object)).toEqual({ dossier: '4042234296', message });
  });

  test('is a message that a dossier takes', () => {
    const { message } = meaning('checkout.session.completed', session) as never;
    const envelope = { id: 'stripe:evt_1', by: 'payment', receivedAt: at };
    expect(readMessage({ ...envelope, ...(message as object) })).not.toBeNull();
  });

  test.each([
    ['charge.dispute.created', {}, { type: 'payment_disputed', reason: 'fraudulent' }],
    ['charge.dispute.created', { status: 'needs_response' }, { type: 'payment_disputed' }],
    ['charge.dispute.updated', { status: 'under_review' }, { type: 'payment_disputed' }],
    ['charge.dispute.closed', { status: 'won' }, { type: 'dispute_closed', outcome: 'won' }],
    ['charge.dispute.closed', { status: 'lost' }, { type: 'dispute_closed', outcome: 'lost' }],
    [
      'charge.dispute.closed',
      { status: 'warning_closed' },
      { type: 'dispute_closed', outcome: 'inquiry_closed' },
    ],
  ])('%s with %j names the payment alone', (type, overrides, message) => {
    expect(meaning(type, { ...dispute, ...overrides })).toMatchObject({
      paymentId: 'pi_1',
      message: { disputeId: 'dp_1', paymentId: 'pi_1', at, ...message },
    });
  });

  test.each([
    ['refund.created', 'pending', 'requested'],
    ['refund.updated', 'succeeded', 'done'],
    ['refund.failed', 'failed', 'failed'],
  ])('%s by hand, %s', (type, status, shown) => {
    const byHand = { id: 're_9', status, amount: 500, payment_intent: 'pi_1', metadata: {} };
    expect(meaning(type, byHand)).toMatchObject({
      paymentId: 'pi_1',
      message: { type: 'refund_found', status: shown, amountCents: 500, refundId: 're_9' },
    });
  });

  test('a charge tells what went back of it in all', () => {
    const { message } = meaning('charge.refunded', { payment_intent: 'pi_1', amount_refunded: 700 }) as never;
    expect(message).toMatchObject({ type: 'refund_found', status: 'done', amountCents: 700, refundId: null });
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
    expect(meaning(type, object)).toBeNull();
  });
});
