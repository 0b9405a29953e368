import { describe, expect, test } from '@jest/globals';
import { skippedDays } from '../../../domain/calendar/business-days.ts';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { frenchHolidays, holidayRegions } from '../../../domain/calendar/holidays.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { calendarWording } from '../../../domain/calendar/wording.ts';
import type { CancellationRule } from '../../../domain/dossier/dossier.ts';
import { dossierStates } from '../../../domain/dossier/states.ts';
import { dossierWording } from '../../../domain/dossier/wording.ts';
import { cents } from '../../../domain/money.ts';
import { aDossierIn, aSession } from '../../support/dossiers.ts';

describe('the English of a dossier', () => {
  test.each(dossierStates)('has a label and a sentence of its own for %s', (state) => {
    const dossier = aDossierIn(state);
    const { fr, en } = dossierWording;
    expect(en.labels[state]).not.toBe(fr.labels[state]);
    const [french, english] = [fr.describe(dossier), en.describe(dossier)];
    expect(english === '').toBe(french === '');
    if (french !== '') expect(english).not.toBe(french);
  });

  test('speaks of reserved rights only where some are', () => {
    const dossier = aDossierIn('validated');
    const agreement = dossier.agreement && { ...dossier.agreement, rightsCents: cents(0) };
    const { fr, en } = dossierWording;
    expect([fr.describe(dossier), en.describe(dossier)].join()).toMatch(
      /droits sont réservés.*rights are reserved/,
    );
    const without = [fr, en].map((wording) => wording.describe({ ...dossier, agreement }));
    expect(without.join()).not.toMatch(/droits|rights/);
  });

  test('spells out every consequence of a cancellation', () => {
    const consequences = {
      rule: 'late',
      rights: 'consumed',
      remainder: 'kept',
      refundWithinDays: null,
    } as const;
    expect(dossierWording.en.consequences(consequences)).toBe(
      'The price of the training is still due: the rights you used are consumed. What you paid by card is not refunded.',
    );
  });
});

describe('the English of a cancellation', () => {
  const { en } = dossierWording;
  const startsOn = (day: string) => ({
    ...aDossierIn('validated'),
    policyVersion: '2026-01' as const,
    session: aSession({ startsOn: parseCalendarDay(day) }),
  });
  const ruleAt = (day: string, rule: CancellationRule, at: string) =>
    en.cancellationRule(startsOn(day), { rule }, instant(at));

  test('says the rule with its dates, as the French does', () => {
    expect(ruleAt('2027-03-22', 'withdrawal', '2027-03-02T10:00:00Z')).toBe(
      'You are within the withdrawal period until Friday 19 March 2027 at 23:59: cancelling is free of charge.',
    );
    expect(ruleAt('2027-05-18', 'free', '2027-05-04T10:00:00Z')).toBe(
      'The session starts on Tuesday 18 May 2027, in 8 business days, which is more than 7: cancelling is free of charge until Tuesday 4 May 2027 at 23:59.',
    );
    expect(ruleAt('2027-05-18', 'late', '2027-05-05T10:00:00Z')).toBe(
      'The session starts on Tuesday 18 May 2027, in 7 business days, which is 7 or fewer, and the withdrawal period ended on Friday 19 March 2027 at 23:59: the price of the training is still due.',
    );
  });

  test('calls it abandoning after the entry', () => {
    const cancelled = aDossierIn('cancelled');
    expect(en.describe(cancelled)).toMatch(/^You cancelled on /);
    const enteredOn = parseCalendarDay('2027-03-01');
    expect(en.describe({ ...cancelled, enteredOn })).toMatch(/^You abandoned the training on /);
  });
});

describe('a refused payment', () => {
  test('is explained in both languages', () => {
    const refused = aDossierIn('payment_refused');
    if (refused.payment === null) throw new Error('no payment');
    const dossier = { ...refused, payment: { ...refused.payment, failure: 'expired_card' } };
    expect(dossierWording.fr.describe(dossier)).toContain('refusé : votre carte a expiré.');
    expect(dossierWording.en.describe(dossier)).toContain('refused: your card has expired.');
  });
});

describe('the English of the calendar', () => {
  test('names every public holiday, two on one day too', () => {
    for (const region of holidayRegions)
      for (const { day } of [2008, 2027].flatMap((year) => frenchHolidays(year, region))) {
        const before = parseCalendarDay(new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10));
        for (const skipped of skippedDays(before, day, region)) {
          expect(calendarWording.en.skippedDay(skipped)).not.toMatch(
            /[éèôÉ]| et |Toussaint|Lundi|Jour|esclavage/,
          );
        }
      }
  });

  test('writes the dates of a session as the list shows them', () => {
    const [first, last] = [parseCalendarDay('2018-10-20'), parseCalendarDay('2018-10-26')];
    expect(calendarWording.en.sessionDates(first, last)).toBe('Session from 20 October to 26 October 2018');
    expect(calendarWording.en.sessionDates(first, first)).toBe('Session on 20 October 2018');
    expect(calendarWording.en.sessionDates(null, null)).toBe('To be decided');
  });
});
