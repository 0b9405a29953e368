import { describe, expect, test } from '@jest/globals';
import { skippedDays } from '../../../domain/calendar/business-days.ts';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { frenchHolidays } from '../../../domain/calendar/holidays.ts';
import { calendarWording } from '../../../domain/calendar/wording.ts';
import { dossierStates } from '../../../domain/dossier/states.ts';
import { dossierWording } from '../../../domain/dossier/wording.ts';
import { cents } from '../../../domain/money.ts';
import { aDossierIn } from '../../support/dossiers.ts';

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

describe('the English of the calendar', () => {
  test('names every public holiday, two on one day too', () => {
    for (const { day } of [2008, 2027].flatMap((year) => frenchHolidays(year, 'alsace-moselle'))) {
      const before = parseCalendarDay(new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10));
      for (const skipped of skippedDays(before, day, 'alsace-moselle')) {
        expect(calendarWording.en.skippedDay(skipped)).not.toMatch(/[éèôÉ]| et |Toussaint|Lundi|Jour/);
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
