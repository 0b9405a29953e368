import { describe, expect, test } from '@jest/globals';
import { addMs, type Instant } from '../../../domain/calendar/paris-time.ts';
import { check } from '../../../domain/dossier/check.ts';
import { cancellationAnswer } from '../../../domain/dossier/cancellation-answer.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import { owed } from '../../../domain/dossier/owed.ts';
import { paymentAlert, paymentsForOperators } from '../../../domain/dossier/refund-description.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { cents } from '../../../domain/money.ts';
import {
  aDossierIn,
  after,
  aMessage,
  monday,
  partialValidation,
  remainderFacts,
} from '../../support/dossiers.ts';

const paidBy = 'pi_1';
const paid = after(
  aDossierIn('to_validate'),
  [
    aMessage('validate', partialValidation),
    aMessage('payment_succeeded', { amountCents: cents(20_000), paymentId: paidBy }),
  ],
  remainderFacts,
);
const contested = after(paid, [aMessage('payment_disputed', { paymentId: paidBy })]);
const closed = (outcome: 'won' | 'lost' | 'inquiry_closed', disputeId = 'dp_1') =>
  aMessage('dispute_closed', { outcome, disputeId, paymentId: paidBy });
const failed = aMessage('refund_failed', { failure: 'charge_disputed' });
const byHand = (amountCents: number, refundId: string | null = 're_hand', at: Instant | null = null) =>
  aMessage('refund_found', {
    refundId,
    amountCents: cents(amountCents),
    paymentId: paidBy,
    status: 'done',
    at,
  });

const isRefused = (dossier: Dossier, message: Parameters<typeof check>[1]) =>
  isRefusal(check(dossier, message));
const refundsOf = ({ payment }: Dossier) => payment?.refunds ?? [];

describe('a dispute that ends', () => {
  test.each(['won', 'lost', 'inquiry_closed'] as const)('%s, is no alert any more', (outcome) => {
    expect(paymentAlert(contested)).toBe('payment_disputed');
    const over = after(contested, [closed(outcome)]);
    expect(paymentAlert(over)).toBeNull();
    expect(paymentsForOperators(over)).toBe(
      outcome === 'lost'
        ? 'Contestation perdue le lundi 1er mars 2027 : la banque a repris ce paiement.'
        : '',
    );
    expect(isRefused(over, closed(outcome))).toBe(true);
  });

  test('won after the trainee cancelled: the refund that could not be made is asked for again', () => {
    const stuck = after(contested, [aMessage('cancel'), failed]);
    expect(paymentAlert(stuck)).toBe('refund_failed');
    expect(owed(stuck)).toEqual([]);
    const won = after(stuck, [closed('won')]);
    expect(owed(won)).toMatchObject([{ kind: 'refund', id: 'refund:1:2', amountCents: 20_000 }]);
    expect(paymentAlert(won)).toBeNull();
  });

  test('lost after the trainee cancelled: the bank gave the money back, nothing is asked for again', () => {
    const lost = after(contested, [aMessage('cancel'), failed, closed('lost')]);
    expect(owed(lost)).toEqual([]);
    expect(refundsOf(lost)).toMatchObject([{ progress: { status: 'done' } }]);
    expect(paymentAlert(lost)).toBeNull();
  });

  test('lost before the trainee cancels: there is nothing of the card to give back or to keep', () => {
    const lost = after(contested, [closed('lost')]);
    const facts = { by: 'trainee', at: monday, forceMajeureProved: false } as const;
    expect(cancellationAnswer(lost, facts)).toMatchObject({
      consequences: { rights: 'given_back', remainder: 'none' },
      amounts: { remainderRefundedCents: 0, remainderKeptCents: 0 },
    });
    expect(refundsOf(after(lost, [aMessage('cancel')]))).toEqual([]);
  });

  test('told before it began is taken as over, and its beginning then changes nothing', () => {
    const over = after(paid, [closed('won')]);
    expect(paymentAlert(over)).toBeNull();
    expect(isRefused(over, aMessage('payment_disputed', { paymentId: paidBy }))).toBe(true);
    // An inquiry is no dispute: its end is no news of one.
    expect(isRefused(paid, closed('inquiry_closed'))).toBe(true);
  });

  test('and another of another payment are told apart by their ids', () => {
    const both = after(contested, [aMessage('payment_disputed', { disputeId: 'dp_2', paymentId: 'pi_2' })]);
    const one = after(both, [closed('won')]);
    expect(paymentAlert(one)).toBe('payment_disputed');
    expect(paymentAlert(after(one, [closed('lost', 'dp_2')]))).toBeNull();
  });
});

describe('money given back by hand', () => {
  test('shows among the refunds, once', () => {
    const given = after(paid, [byHand(5_000)]);
    expect(refundsOf(given)).toMatchObject([
      { reason: 'by_hand', amountCents: 5_000, paymentId: paidBy, progress: { status: 'done' } },
    ]);
    expect(isRefused(given, byHand(5_000))).toBe(true);
    // The charge says the same in other words: all that was given back of it.
    expect(isRefused(given, byHand(5_000, null))).toBe(true);
    expect(refundsOf(after(given, [byHand(8_000, null)]))).toMatchObject([{}, { amountCents: 3_000 }]);
  });

  test('told by the charge first gets its id later', () => {
    const given = after(paid, [byHand(5_000, null), byHand(5_000)]);
    expect(refundsOf(given)).toMatchObject([{ amountCents: 5_000, progress: { refundId: 're_hand' } }]);
  });

  test('is not given back again by a cancellation', () => {
    const given = after(paid, [byHand(5_000), aMessage('cancel')]);
    expect(owed(given).filter(({ kind }) => kind === 'refund')).toMatchObject([{ amountCents: 15_000 }]);
    const whole = after(paid, [byHand(20_000), aMessage('cancel')]);
    expect(owed(whole).filter(({ kind }) => kind === 'refund')).toEqual([]);
    expect(whole.closure?.consequences).toMatchObject({ remainder: 'none', rights: 'given_back' });
  });

  test('in place of a refund that failed ends it', () => {
    const stuck = after(paid, [
      aMessage('cancel'),
      aMessage('refund_failed', { failure: 'charge_disputed' }),
    ]);
    expect(paymentAlert(stuck)).toBe('refund_failed');
    const mended = after(stuck, [byHand(20_000)]);
    expect(paymentAlert(mended)).toBeNull();
    expect(refundsOf(mended)).toMatchObject([{ reason: 'cancellation', progress: { status: 'done' } }]);
  });

  test('is not what a charge said, told late, of a refund of ours that failed since', () => {
    const stuck = after(paid, [
      aMessage('cancel'),
      aMessage('refund_failed', { failure: 'charge_disputed' }),
    ]);
    const failedAt = refundsOf(stuck)[0]?.progress?.at ?? monday;
    expect(isRefused(stuck, byHand(20_000, null, addMs(failedAt, -1_000)))).toBe(true);
    expect(isRefused(stuck, byHand(20_000, null, addMs(failedAt, 1_000)))).toBe(false);
  });

  test('while our own refund is asked for is that one', () => {
    const due = after(paid, [aMessage('cancel')]);
    expect(isRefused(due, byHand(20_000, null))).toBe(true);
  });
});
