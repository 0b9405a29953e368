import { describe, expect, test } from '@jest/globals';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { consequencesOf } from '../../../domain/dossier/closure-description.ts';
import { cancellationConsequences } from '../../../domain/dossier/consequences.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import { policyOf } from '../../../domain/policy/versions.ts';
import { cents } from '../../../domain/money.ts';
import {
  aDossierIn,
  aMessage,
  aSession,
  accepted,
  after,
  partialValidation,
  remainderFacts,
} from '../../support/dossiers.ts';

const policy = policyOf('2026-01');

/** Validated on Monday 1 March 2027, for a session that starts on the given day; nothing was paid by card. */
function validatedFor(startsOn: string): Dossier {
  return { ...aDossierIn('validated'), session: aSession({ startsOn: parseCalendarDay(startsOn) }) };
}

function cancelledBy(
  by: 'trainee' | 'organisation',
  dossier: Dossier,
  at: string,
  forceMajeureProved = false,
) {
  return cancellationConsequences(dossier, policy, { by, at: instant(at), forceMajeureProved });
}

describe('cancelling a validated dossier', () => {
  // 14 business days after 1 March 2027 end on Friday 19 March.
  test('gives everything back until the end of the 14th business day after the validation', () => {
    const soon = validatedFor('2027-03-22');
    expect(cancelledBy('trainee', soon, '2027-03-19T22:59:59.999Z')).toMatchObject({
      rule: 'withdrawal',
      rights: 'given_back',
    });
    expect(cancelledBy('trainee', soon, '2027-03-19T23:00:00.000Z')).toMatchObject({
      rule: 'late',
      rights: 'consumed',
    });
  });

  // From Thursday 6 May 2027 (Ascension) to Tuesday 18 May: 7, 10, 11, 12, 13, 14 and 18, Whit Monday 17 being a holiday.
  test('is free with more than seven business days before the start, and late with exactly seven', () => {
    const later = validatedFor('2027-05-18');
    expect(cancelledBy('trainee', later, '2027-05-05T10:00:00.000Z').rule).toBe('late');
    expect(cancelledBy('trainee', later, '2027-05-04T10:00:00.000Z').rule).toBe('free');
  });

  // Counted back from Saturday 7 February 2026: 6, 5, 4, 3, 2 February, 30 and 29 January are the seven late days.
  test.each([
    ['2026-02-07', '2026-01-28'],
    ['2026-02-08', '2026-01-28'],
    ['2026-02-09', '2026-01-28'],
    ['2026-02-10', '2026-01-29'],
    ['2026-05-01', '2026-04-21'],
    // The seventh business day before is a Monday: the weekend before it is still free.
    ['2026-02-04', '2026-01-25'],
  ])('of a session that starts on %s is free until the end of %s', (startsOn, lastFree) => {
    const dossier = {
      ...aDossierIn('validated'),
      validatedAt: instant('2025-12-01T09:00:00Z'),
      session: aSession({ startsOn: parseCalendarDay(startsOn) }),
    };
    expect(
      cancelledBy('trainee', dossier, `${lastFree}T22:59:59.999Z`.replace('04-21T22', '04-21T21')).rule,
    ).toBe('free');
    expect(
      cancelledBy('trainee', dossier, `${lastFree}T23:00:00.000Z`.replace('04-21T23', '04-21T22')).rule,
    ).toBe('late');
  });

  test('costs nothing when force majeure is proved or when the organisation cancels, however late', () => {
    const soon = validatedFor('2027-04-01');
    expect(cancelledBy('trainee', soon, '2027-03-31T10:00:00.000Z', true).rights).toBe('given_back');
    expect(cancelledBy('organisation', soon, '2027-03-31T10:00:00.000Z')).toMatchObject({
      rule: 'organisation',
      rights: 'given_back',
    });
  });

  test('ends the withdrawal period with the entry', () => {
    const entered = accepted(aDossierIn('validated'), aMessage('declare_entry')).dossier;
    expect(cancelledBy('trainee', entered, '2027-03-02T10:00:00.000Z').rule).toBe('late');
  });
});

describe('the remainder paid by card', () => {
  const toValidate = aDossierIn('to_validate');
  const due = after(toValidate, [aMessage('validate', partialValidation)], remainderFacts);
  const paid = after(due, [aMessage('payment_succeeded', { amountCents: cents(20_000) })]);

  test('goes back with the rights, within the days of the policy, and is said so', () => {
    const consequences = cancelledBy('trainee', paid, '2027-03-02T10:00:00.000Z');
    expect(consequences).toEqual({
      rule: 'withdrawal',
      rights: 'given_back',
      remainder: 'refunded',
      refundWithinDays: 30,
    });
    expect(consequencesOf(consequences)).toContain('sous 30 jours');
  });

  test('is kept by a late cancellation', () => {
    const consequences = cancelledBy(
      'trainee',
      { ...paid, session: aSession({ startsOn: parseCalendarDay('2027-04-01') }) },
      '2027-03-31T10:00:00.000Z',
    );
    expect(consequences).toMatchObject({ rights: 'consumed', remainder: 'kept', refundWithinDays: null });
  });
});

test('before the validation there is nothing to lose', () => {
  expect(cancelledBy('trainee', aDossierIn('to_validate'), '2027-03-02T10:00:00.000Z')).toEqual({
    rule: 'nothing_agreed',
    rights: 'none',
    remainder: 'none',
    refundWithinDays: null,
  });
});
