import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { MessageContents } from '../../../domain/dossier/messages.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import {
  accepted,
  aDossierIn,
  after,
  aMessage,
  partialValidation,
  remainderFacts,
} from '../../support/dossiers.ts';

/** Agreed on Monday 1 March 2027, 200 € to pay until the end of Friday 5 March. */
const due = () => after(aDossierIn('to_validate'), [aMessage('validate', partialValidation)], remainderFacts);

type Results = 'payment_processing' | 'payment_succeeded' | 'payment_failed';
type Told = Partial<MessageContents[Results]>;

/** What the payment service tells, received at an instant and, unless told otherwise, of that instant. */
function news(type: Results, receivedAt: string, told: Told = {}) {
  const at = instant(receivedAt);
  return aMessage(type, { receivedAt: at, at, ...told });
}

function refused(dossier: Dossier, message: ReturnType<typeof news>): string | null {
  const outcome = transition(dossier, message);
  return isRefusal(outcome) ? outcome.refused : null;
}

const lastMoment = '2027-03-05T22:59:59.999Z';
const tooLate = '2027-03-05T23:00:00.000Z';

describe('a payment submitted', () => {
  test('in the last millisecond counts, whenever its news is received', () => {
    const paid = accepted(
      due(),
      news('payment_succeeded', '2027-03-05T23:00:20Z', { at: instant(lastMoment) }),
    ).dossier;
    expect(paid.state).toBe('validated');
    const pending = accepted(
      due(),
      news('payment_processing', '2027-03-05T23:00:20Z', { at: instant(lastMoment) }),
    ).dossier;
    expect(pending.state).toBe('payment_pending');
    expect(accepted(pending, news('payment_succeeded', '2027-03-09T10:00:00Z')).dossier.state).toBe(
      'validated',
    );
  });

  test('in time by the word of the payment service counts, although it says so of a success days later', () => {
    const told = { at: instant('2027-03-08T10:00:00Z'), submittedAt: instant(lastMoment) };
    expect(accepted(due(), news('payment_succeeded', '2027-03-08T10:00:01Z', told)).dossier.state).toBe(
      'validated',
    );
  });

  test('after the deadline changes nothing, and goes back in full', () => {
    const before = due();
    const { dossier, ledger } = accepted(before, news('payment_succeeded', '2027-03-05T23:00:20Z'));
    expect(dossier).toMatchObject({ state: before.state, deadline: before.deadline, validatedAt: null });
    expect(dossier.payment).toMatchObject({
      status: 'due',
      refunds: [{ reason: 'paid_too_late', amountCents: 20_000, progress: { status: 'due' } }],
    });
    expect(ledger).toBeNull();
    expect(refused(before, news('payment_processing', tooLate))).toBe('deadline_passed');
    expect(refused(before, news('payment_failed', tooLate))).toBe('deadline_passed');
  });

  test('after the deadline goes back while another, submitted in time, is waited for', () => {
    const pending = accepted(due(), news('payment_processing', lastMoment, { paymentId: 'pi_1' })).dossier;
    const second = accepted(pending, news('payment_succeeded', tooLate, { paymentId: 'pi_2' })).dossier;
    expect(second).toMatchObject({
      state: 'payment_pending',
      payment: { refunds: [{ reason: 'paid_too_late', paymentId: 'pi_2' }] },
    });
    const paid = accepted(
      second,
      news('payment_succeeded', '2027-03-09T10:00:00Z', { paymentId: 'pi_1' }),
    ).dossier;
    expect(paid).toMatchObject({ state: 'validated', payment: { paidBy: 'pi_1' } });
  });

  test('as another page of the attempt that is waited for decides nothing about it', () => {
    const pending = accepted(due(), news('payment_processing', lastMoment, { paymentId: 'pi_1' })).dossier;
    expect(refused(pending, news('payment_failed', tooLate, { paymentId: 'pi_2' }))).toBe('payment_unknown');
    const wrong = news('payment_succeeded', lastMoment, { paymentId: 'pi_2', amountCents: 500 as never });
    expect(accepted(pending, wrong).dossier).toMatchObject({
      state: 'payment_pending',
      payment: { status: 'processing', refunds: [{ reason: 'wrong_amount', amountCents: 500 }] },
    });
  });
});

describe('an earlier attempt that is processed after all', () => {
  const declined = () => accepted(due(), news('payment_failed', '2027-03-02T10:00:00Z')).dossier;
  const renewed = () => after(declined(), [aMessage('open_payment')]);

  test('is waited for, and the later one that is paid as well goes back', () => {
    const pending = accepted(renewed(), news('payment_processing', '2027-03-02T11:00:00Z')).dossier;
    expect(pending).toMatchObject({
      state: 'payment_pending',
      payment: { sequence: 2, submitted: { sequence: 1 } },
    });
    expect(refused(pending, news('payment_failed', '2027-03-02T12:00:00Z', { sequence: 2 }))).toBe(
      'payment_unknown',
    );
    const paid = accepted(
      pending,
      news('payment_succeeded', '2027-03-02T12:00:00Z', { paymentId: 'pi_1' }),
    ).dossier;
    expect(paid).toMatchObject({ state: 'validated', payment: { paidSequence: 1 } });
    const second = { sequence: 2, paymentId: 'pi_2' };
    const twice = accepted(paid, news('payment_succeeded', '2027-03-02T12:00:01Z', second)).dossier;
    expect(twice.payment?.refunds).toMatchObject([{ reason: 'paid_twice', paymentId: 'pi_2' }]);
  });
});

describe('the day more to renew a payment', () => {
  const pending = () => accepted(due(), news('payment_processing', '2027-03-05T22:00:00Z')).dossier;
  const renewal = { kind: 'payment_renewal', at: '2027-03-09T22:59:59.999Z' };

  test('is given when a payment that was waited for fails after the deadline', () => {
    const failed = accepted(pending(), news('payment_failed', '2027-03-08T09:00:00Z')).dossier;
    expect(failed).toMatchObject({ state: 'payment_refused', deadline: renewal });
  });

  test('is given when the payment service alone says that it was being processed', () => {
    const told = { submittedAt: instant(lastMoment), at: instant(tooLate) };
    expect(
      accepted(due(), news('payment_failed', '2027-03-08T09:00:00Z', told)).dossier.deadline,
    ).toMatchObject(renewal);
  });

  test('is not given for a card declined on the spot, of which the news came late', () => {
    const before = due();
    const declined = news('payment_failed', '2027-03-05T23:00:20Z', { at: instant(lastMoment) });
    expect(accepted(before, declined).dossier).toMatchObject({
      state: 'payment_refused',
      deadline: before.deadline,
    });
  });

  test('is given once: no chain of failures moves the date again', () => {
    const failed = accepted(pending(), news('payment_failed', '2027-03-08T09:00:00Z')).dossier;
    const renewed = after(failed, [
      aMessage('open_payment', { receivedAt: instant('2027-03-09T10:00:00Z') }),
    ]);
    const again = accepted(
      renewed,
      news('payment_processing', '2027-03-09T22:00:00Z', { sequence: 2 }),
    ).dossier;
    const over = accepted(again, news('payment_failed', '2027-03-10T09:00:00Z', { sequence: 2 })).dossier;
    expect(over).toMatchObject({ state: 'payment_refused', deadline: renewal });
    const moved = { ...failed, deadline: failed.deadline && { ...failed.deadline, businessDays: null } };
    const later = accepted(moved, news('payment_processing', '2027-03-09T22:00:00Z')).dossier;
    expect(accepted(later, news('payment_failed', '2027-03-10T09:00:00Z')).dossier.deadline?.at).toBe(
      renewal.at,
    );
  });

  test('within which a card is declined keeps its date', () => {
    const failed = accepted(pending(), news('payment_failed', '2027-03-08T09:00:00Z')).dossier;
    const renewed = after(failed, [
      aMessage('open_payment', { receivedAt: instant('2027-03-09T10:00:00Z') }),
    ]);
    const declined = accepted(
      renewed,
      news('payment_failed', '2027-03-09T10:05:00Z', { sequence: 2 }),
    ).dossier;
    expect(declined).toMatchObject({ state: 'payment_refused', deadline: renewal });
  });
});

describe('the date of payment', () => {
  test('is the payment service’s, the validation that of the news', () => {
    const receivedAt = '2027-03-03T08:00:00.000Z';
    const told = { at: instant('2027-03-02T20:00:00Z') };
    const { validatedAt, payment } = accepted(due(), news('payment_succeeded', receivedAt, told)).dossier;
    expect([payment?.paidAt, validatedAt]).toEqual(['2027-03-02T20:00:00.000Z', receivedAt]);
  });

  test('is that of the news when it was told by hand, until the payment service tells', () => {
    const byHand = news('payment_succeeded', '2027-03-03T08:00:00.000Z', { at: null });
    const told = accepted(due(), byHand).dossier;
    expect(told.payment?.paidAt).toBe('2027-03-03T08:00:00.000Z');
    const real = { at: instant('2027-03-02T20:00:00Z'), paymentId: 'pi_1' };
    const known = accepted(told, news('payment_succeeded', '2027-03-04T08:00:00.000Z', real)).dossier;
    expect(known).toMatchObject({
      state: 'validated',
      validatedAt: '2027-03-03T08:00:00.000Z',
      payment: { paidAt: '2027-03-02T20:00:00.000Z', paidBy: 'pi_1', refunds: [] },
    });
  });
});
