import { describe, expect, test } from '@jest/globals';
import { owed } from '../../../domain/dossier/owed.ts';
import { readMessage } from '../../../domain/dossier/message-schema.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { cents } from '../../../domain/money.ts';
import { incomingPayment } from '../../../workflows/dossier/payment-signal.ts';
import {
  accepted,
  aDossierIn,
  after,
  aMessage,
  monday,
  partialValidation,
  remainderFacts,
} from '../../support/dossiers.ts';

const due = () => after(aDossierIn('to_validate'), [aMessage('validate', partialValidation)], remainderFacts);
const success = (
  told: { paymentId?: string; amount?: number; sequence?: number; currency?: string } = {},
) => {
  const { paymentId = null, amount = 20_000, sequence = 1, currency = null } = told;
  return aMessage('payment_succeeded', { sequence, paymentId, amountCents: cents(amount), currency });
};

describe('a success told by hand', () => {
  test('without an amount, or of nothing, is no news', () => {
    const { message } = incomingPayment({ status: 'succeeded', sequence: 1, receivedAt: monday });
    expect(readMessage(message)).toBeNull();
    expect(readMessage(success({ amount: 0 }))).toBeNull();
    expect(readMessage(success({ amount: 1 }))).not.toBeNull();
  });

  test('with a wrong amount leaves the real payment to validate', () => {
    const wrong = accepted(due(), success({ amount: 500 })).dossier;
    const paid = accepted(wrong, success({ paymentId: 'pi_1' })).dossier;
    expect(paid).toMatchObject({ state: 'validated', payment: { paidBy: 'pi_1' } });
    expect(paid.payment?.refunds).toMatchObject([
      { reason: 'wrong_amount', amountCents: 500, paymentId: null },
    ]);
    // Nothing may be taken from the real payment for one that nobody can find.
    expect(owed(paid)).toContainEqual(
      expect.objectContaining({ amountCents: 500, paymentId: null, otherPaymentIds: ['pi_1'] }),
    );
  });

  test('stands for the first payment of that attempt and amount; a second one goes back', () => {
    const told = accepted(due(), success()).dossier;
    const known = accepted(told, success({ paymentId: 'pi_1' })).dossier;
    expect(known).toMatchObject({ state: 'validated', payment: { paidBy: 'pi_1', refunds: [] } });
    const second = accepted(known, success({ paymentId: 'pi_2' })).dossier;
    expect(second.payment?.refunds).toMatchObject([{ reason: 'paid_twice', paymentId: 'pi_2' }]);
    for (const again of [success(), success({ paymentId: 'pi_1' }), success({ paymentId: 'pi_2' })])
      expect(transition(second, again)).toMatchObject({ refused: 'payment_unknown' });
  });

  test('after the payment service told it is the same payment', () => {
    const paid = accepted(due(), success({ paymentId: 'pi_1' })).dossier;
    expect(transition(paid, success())).toMatchObject({ refused: 'payment_unknown' });
  });

  test('in another currency is another payment', () => {
    const dollars = accepted(due(), success({ currency: 'usd' })).dossier;
    expect(dollars).toMatchObject({ state: 'payment_refused', payment: { refunds: [{ currency: 'usd' }] } });
    expect(accepted(dollars, success({ paymentId: 'pi_1' })).dossier.state).toBe('validated');
  });

  test('after the end goes back once, by the id that the payment service tells later', () => {
    const ended = after(due(), [aMessage('cancel')]);
    const told = accepted(ended, success()).dossier;
    const lost = after(told, [aMessage('refund_failed', { failure: 'payment_unknown', refundId: null })]);
    expect(owed(lost).filter(({ kind }) => kind === 'refund')).toEqual([]);
    const known = accepted(lost, success({ paymentId: 'pi_1' })).dossier;
    expect(owed(known).filter(({ kind }) => kind === 'refund')).toMatchObject([
      { id: 'refund:1:2', paymentId: 'pi_1', amountCents: 20_000 },
    ]);
    expect(isRefusal(transition(known, success({ paymentId: 'pi_1' })))).toBe(true);
  });

  test('and given back by a cancellation is known by its id all the same', () => {
    const cancelled = after(accepted(due(), success()).dossier, [aMessage('cancel')]);
    const known = accepted(cancelled, success({ paymentId: 'pi_1' })).dossier;
    expect(known.payment?.refunds).toMatchObject([{ reason: 'cancellation', paymentId: 'pi_1' }]);
    const second = accepted(known, success({ paymentId: 'pi_2' })).dossier;
    expect(second.payment?.refunds).toMatchObject([
      { paymentId: 'pi_1' },
      { reason: 'paid_twice', paymentId: 'pi_2' },
    ]);
  });
});
