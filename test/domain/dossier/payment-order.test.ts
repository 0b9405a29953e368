import { describe, expect, test } from '@jest/globals';
import { addMs } from '../../../domain/calendar/paris-time.ts';
import { owed } from '../../../domain/dossier/owed.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { cents } from '../../../domain/money.ts';
import { declineReason } from '../../../domain/payment/decline-reasons.ts';
import { accepted, aDossierIn, after, aMessage, monday } from '../../support/dossiers.ts';

const second = (n: number) => addMs(monday, n * 1_000);
const due = () => after(aDossierIn('payment_refused'), [aMessage('open_payment')]);
const told = (n: number) => ({ sequence: 2, at: second(n) });

function outcome(dossier: ReturnType<typeof due>, message: Parameters<typeof transition>[1]): string {
  const result = transition(dossier, message);
  return isRefusal(result) ? result.refused : result.dossier.state;
}

describe('what Stripe says of one attempt, in any order', () => {
  test('the beginning of an attempt told after its end changes nothing, even within one second', () => {
    const failed = after(due(), [aMessage('payment_failed', told(5))]);
    expect(outcome(failed, aMessage('payment_processing', told(5)))).toBe('payment_overtaken');
    expect(outcome(failed, aMessage('payment_processing', told(6)))).toBe('payment_pending');
  });

  test('a card declined before the payment was submitted changes nothing when told after', () => {
    const processing = after(due(), [aMessage('payment_processing', told(5))]);
    expect(outcome(processing, aMessage('payment_failed', told(4)))).toBe('payment_overtaken');
    expect(outcome(processing, aMessage('payment_failed', told(5)))).toBe('payment_refused');
  });

  test('an attempt that was renewed too soon is waited for when it turns out to be under way', () => {
    const declined = after(due(), [aMessage('payment_failed', told(5)), aMessage('open_payment')]);
    expect(declined.payment).toMatchObject({ status: 'due', sequence: 3 });
    expect(outcome(declined, aMessage('payment_processing', told(5)))).toBe('payment_unknown');
    const waiting = accepted(declined, aMessage('payment_processing', told(6))).dossier;
    expect(waiting.state).toBe('payment_pending');
    expect(outcome(waiting, aMessage('payment_failed', told(9)))).toBe('payment_refused');
    expect(outcome(waiting, aMessage('payment_succeeded', { sequence: 2 }))).toBe('validated');
  });

  test('one refusal told twice is one; its reason is kept whichever comes first', () => {
    const plain = aMessage('payment_failed', { ...told(5), failure: 'payment_failed' });
    const reasoned = aMessage('payment_failed', { ...told(4), failure: 'insufficient_funds' });
    const first = after(due(), [reasoned]);
    expect(outcome(first, plain)).toBe('payment_overtaken');
    const second = accepted(after(due(), [plain]), reasoned).dossier;
    expect(second.payment?.failure).toBe('insufficient_funds');
  });

  test('two payments of one attempt are told apart by their ids: the second goes back', () => {
    const paid = after(due(), [aMessage('payment_succeeded', { sequence: 2, paymentId: 'pi_1' })]);
    expect(outcome(paid, aMessage('payment_succeeded', { sequence: 2, paymentId: 'pi_1' }))).toBe(
      'payment_unknown',
    );
    const twice = accepted(paid, aMessage('payment_succeeded', { sequence: 2, paymentId: 'pi_2' })).dossier;
    expect(twice.payment?.refunds).toMatchObject([{ reason: 'paid_twice', paymentId: 'pi_2' }]);
  });

  test.each([
    ['amount', { amountCents: cents(20_001) }],
    ['currency', { currency: 'usd' }],
  ])('another %s than agreed validates nothing and goes back', (_, wrong) => {
    const { state, payment } = accepted(
      due(),
      aMessage('payment_succeeded', { sequence: 2, ...wrong }),
    ).dossier;
    expect([state, payment?.failure, payment?.refunds.length]).toEqual([
      'payment_refused',
      'wrong_amount',
      1,
    ]);
  });
});

describe('what a dossier owes', () => {
  test('is nothing while a payment may be made, and to close its pages once it is decided', () => {
    expect(owed(due())).toEqual([]);
    expect(owed(after(due(), [aMessage('cancel')]))).toMatchObject([
      { kind: 'close_checkouts', id: 'close_checkouts' },
    ]);
  });

  test('is a refund until it was asked for, and again, later, after it failed', () => {
    const paid = after(due(), [aMessage('payment_succeeded', { sequence: 2 }), aMessage('cancel')]);
    const refunds = (dossier: typeof paid) => owed(dossier).filter(({ kind }) => kind === 'refund');
    expect(refunds(paid)).toMatchObject([{ id: 'refund:1:1', amountCents: 20_000, notBefore: null }]);
    expect(refunds(after(paid, [aMessage('refund_requested')]))).toEqual([]);
    const failed = after(paid, [aMessage('refund_failed')]);
    expect(refunds(failed)).toMatchObject([{ id: 'refund:1:2', notBefore: addMs(monday, 3_600_000) }]);
    expect(outcome(failed, aMessage('refund_succeeded', { try: 1 }))).toBe('payment_unknown');
  });

  test('is nothing for refunds that were recorded before any was carried out', () => {
    const paid = after(due(), [aMessage('payment_succeeded', { sequence: 2 }), aMessage('cancel')]);
    const refunds = (paid.payment?.refunds ?? []).map(({ progress: _, ...noted }) => noted);
    const before = { ...paid, payment: paid.payment && { ...paid.payment, refunds } };
    expect(owed(before).filter(({ kind }) => kind === 'refund')).toEqual([]);
  });
});

describe('a decline code', () => {
  test('that would tell a thief something is said like any refusal', () => {
    expect(declineReason('stolen_card')).toBe(declineReason('generic_decline'));
  });

  test('that is unknown still gives a sentence', () => {
    for (const code of ['never_heard_of', 'constructor', ''])
      expect(declineReason(code)).toContain('la banque');
  });
});
