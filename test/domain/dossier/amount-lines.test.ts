import { describe, expect, test } from '@jest/globals';
import { amountLines } from '../../../domain/dossier/amount-lines.ts';
import { amountLabel } from '../../../domain/dossier/amount-words.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { DossierState } from '../../../domain/dossier/states.ts';
import { cents } from '../../../domain/money.ts';
import {
  aDossierIn,
  after,
  aMessage,
  noonOf,
  partialValidation,
  remainderFacts,
} from '../../support/dossiers.ts';

const account = { balanceCents: cents(100_000), jobSeeker: false };
const shown = (dossier: Dossier) =>
  amountLines(dossier, account).map(({ kind, cents: n }) => `${kind}: ${n}`);

const due = after(aDossierIn('to_validate'), [aMessage('validate', partialValidation)], remainderFacts);
const paid = after(due, [aMessage('payment_succeeded', { paymentId: 'pi_1' })]);
const entered = after(paid, [aMessage('declare_entry')]);
const lateCancel = aMessage('cancel', { receivedAt: noonOf('2027-05-17') });

describe('the amounts of a dossier', () => {
  const estimate = ['price: 120000', 'rights_estimated: 100000', 'card_estimated: 20000'];
  test.each<[DossierState, string[]]>([
    ['draft', estimate],
    ['requested', estimate],
    ['to_validate', estimate],
    ['proposed', ['price: 110000', 'rights_estimated: 100000', 'card_estimated: 10000']],
    // Over before anything was agreed: nothing was ever used.
    ['refused', ['price: 120000']],
    ['request_cancelled', ['price: 120000']],
    ['validated', ['price: 120000', 'rights_reserved: 120000']],
    ['in_training', ['price: 120000', 'rights_reserved: 120000']],
    ['completed', ['price: 120000', 'rights_consumed: 120000']],
    ['cancelled', ['price: 120000', 'rights_given_back: 120000']],
    ['cancelled_by_organisation', ['price: 120000', 'rights_given_back: 120000']],
  ])('in %s', (state, lines) => {
    expect(shown(aDossierIn(state))).toEqual(lines);
  });

  const reserved = ['price: 120000', 'rights_reserved: 100000'];
  test.each<[string, Dossier, string[]]>([
    ['agreed, to be paid', due, [...reserved, 'card_due: 20000']],
    ['being paid', after(due, [aMessage('payment_processing')]), [...reserved, 'card_processing: 20000']],
    ['refused by the bank', after(due, [aMessage('payment_failed')]), [...reserved, 'card_due: 20000']],
    ['paid', paid, [...reserved, 'card_paid: 20000']],
    [
      'cancelled before it was paid',
      after(due, [aMessage('cancel')]),
      ['price: 120000', 'rights_given_back: 100000'],
    ],
    [
      'cancelled for free, the refund under way',
      after(paid, [aMessage('cancel')]),
      ['price: 120000', 'rights_given_back: 100000', 'card_paid: 20000', 'card_refund_asked: 20000'],
    ],
    [
      'cancelled for free and refunded',
      after(paid, [aMessage('cancel'), aMessage('refund_succeeded')]),
      ['price: 120000', 'rights_given_back: 100000', 'card_paid: 20000', 'card_refunded: 20000'],
    ],
    [
      'abandoned',
      after(entered, [lateCancel]),
      ['price: 120000', 'rights_consumed: 100000', 'card_paid: 20000', 'card_kept: 20000'],
    ],
    [
      'ended',
      after(entered, [aMessage('declare_end')]),
      ['price: 120000', 'rights_consumed: 100000', 'card_paid: 20000', 'card_kept: 20000'],
    ],
    [
      'ended, and contested',
      after(entered, [aMessage('declare_end'), aMessage('contest', { about: 'end' })]),
      ['price: 120000', 'rights_reserved: 100000', 'card_paid: 20000', 'card_kept: 20000'],
    ],
    [
      'given back in part by hand',
      after(paid, [aMessage('refund_found', { amountCents: cents(5_000), paymentId: 'pi_1' })]),
      [...reserved, 'card_paid: 20000', 'card_refunded: 5000'],
    ],
    [
      'taken back by the bank',
      after(paid, [aMessage('dispute_closed', { outcome: 'lost', paymentId: 'pi_1' })]),
      [...reserved, 'card_paid: 20000', 'card_taken_back: 20000'],
    ],
  ])('%s', (_, dossier, lines) => {
    expect(shown(dossier)).toEqual(lines);
  });

  test('say the day of the payment, in both languages', () => {
    const line = amountLines(paid, null).find(({ kind }) => kind === 'card_paid');
    if (line === undefined) throw new Error('no payment');
    expect(amountLabel(line, 'fr')).toBe('Payé par carte le lundi 1er mars 2027');
    expect(amountLabel(line, 'en')).toBe('Paid by card on Monday 1 March 2027');
  });
});
