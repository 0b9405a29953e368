import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  businessDayAfter,
  businessDayBefore,
  businessDaysBetween,
  isBusinessDay,
  skippedDays,
} from '../../../domain/calendar/business-days.ts';
import { addDays, parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { type HolidayRegion, holidayRegions as regions } from '../../../domain/calendar/holidays.ts';
import { everyDay, oracleBusinessDays } from './oracle.ts';

const day = parseCalendarDay;
// One year on each side of 1990–2060, so that every walk of 60 days ends inside.
const oracle = Object.fromEntries(
  regions.map((region) => [region, oracleBusinessDays(1989, 2061, region)]),
) as Record<HolidayRegion, string[]>;
const startDays = everyDay(1990, 2060);

/** Gives the place of the first business day strictly after a day in the oracle's list. */
function placeAfter(businessDays: readonly string[], start: string): number {
  let [low, high] = [0, businessDays.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((businessDays[middle] ?? '') > start) high = middle;
    else low = middle + 1;
  }
  return low;
}

describe('business days against date-holidays', () => {
  test.each(regions)('every day from 1990 to 2060 is a business day or not, alike (%s)', (region) => {
    const expected = new Set(oracle[region]);
    const wrong = startDays.filter((each) => isBusinessDay(day(each), region) !== expected.has(each));
    expect(wrong).toEqual([]);
  });

  test.each(regions)(
    'the next business day after every day from 1990 to 2060 is the oracle’s (%s)',
    (region) => {
      const wrong = startDays.filter((start) => {
        const next = oracle[region][placeAfter(oracle[region], start)];
        return businessDayAfter(day(start), 1, region) !== next;
      });
      expect(wrong).toEqual([]);
    },
  );

  // 727 is prime, so the start days fall on every weekday and in every month.
  test.each(regions)('every N from 1 to 60 from every 727th day is the oracle’s (%s)', (region) => {
    const wrong: string[] = [];
    for (const start of startDays.filter((_, index) => index % 727 === 0)) {
      const place = placeAfter(oracle[region], start);
      for (let n = 1; n <= 60; n += 1) {
        const reached = businessDayAfter(day(start), n, region);
        if (reached !== oracle[region][place + n - 1]) wrong.push(`${start} + ${n}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  const anyStart = fc.constantFrom(...startDays);
  const anyCount = fc.integer({ min: 1, max: 60 });
  const anyRegion = fc.constantFrom(...regions);

  test('one walk of N gives the oracle’s Nth day, both ways', () => {
    fc.assert(
      fc.property(anyStart, anyCount, anyRegion, (start, n, region) => {
        const place = placeAfter(oracle[region], start);
        expect(businessDayAfter(day(start), n, region)).toBe(oracle[region][place + n - 1]);
        const firstBefore = oracle[region][place - 1] === start ? place - 2 : place - 1;
        expect(businessDayBefore(day(start), n, region)).toBe(oracle[region][firstBefore - n + 1]);
      }),
      { numRuns: 1000 },
    );
  });

  test('counting and listing agree with the walk', () => {
    fc.assert(
      fc.property(anyStart, anyCount, anyRegion, (start, n, region) => {
        const [from, to] = [day(start), businessDayAfter(day(start), n, region)];
        expect(businessDaysBetween(from, to, region)).toBe(n);
        const skipped = skippedDays(from, to, region);
        expect(addDays(from, n + skipped.length)).toBe(to);
        expect(skipped.some((each) => isBusinessDay(each.day, region))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('business days, case by case', () => {
  test.each([
    ['a Monday and 2 days', '2027-03-01', 2, '2027-03-03'],
    ['a Friday: the weekend is passed over', '2027-03-05', 1, '2027-03-08'],
    ['a Saturday leads to the same day as the Friday before it', '2027-03-06', 1, '2027-03-08'],
    ['Easter Monday is passed over', '2027-03-26', 1, '2027-03-30'],
    ['the end of the year', '2026-12-31', 1, '2027-01-04'],
    ['Christmas and New Year on Fridays', '2026-12-24', 5, '2027-01-04'],
    ['a leap day counts', '2028-02-28', 1, '2028-02-29'],
    ['past a leap day', '2028-02-28', 2, '2028-03-01'],
    ['no leap day', '2027-02-26', 1, '2027-03-01'],
    ['a month end', '2026-04-30', 1, '2026-05-04'],
  ])('%s (%s + %d)', (_title, from, n, to) => {
    expect(businessDayAfter(day(from), n, 'metropole')).toBe(to);
  });

  test('Good Friday and 26 December count in Paris, not in Metz', () => {
    expect(businessDayAfter(day('2027-03-25'), 1, 'metropole')).toBe('2027-03-26');
    expect(businessDayAfter(day('2027-03-25'), 1, 'alsace-moselle')).toBe('2027-03-30');
    expect(businessDayAfter(day('2028-12-25'), 1, 'metropole')).toBe('2028-12-26');
    expect(businessDayAfter(day('2028-12-25'), 1, 'alsace-moselle')).toBe('2028-12-27');
    expect(businessDayAfter(day('2027-12-17'), 1, 'metropole')).toBe('2027-12-20');
    expect(businessDayAfter(day('2027-12-17'), 1, 'la-reunion')).toBe('2027-12-21');
    expect(businessDayAfter(day('2027-05-26'), 1, 'guadeloupe')).toBe('2027-05-28');
    expect(businessDayAfter(day('2026-05-21'), 1, 'martinique')).toBe('2026-05-26');
    expect(businessDayAfter(day('2027-06-09'), 1, 'guyane')).toBe('2027-06-11');
    expect(businessDayAfter(day('2027-04-26'), 1, 'mayotte')).toBe('2027-04-28');
  });

  test('the business day before a Monday is the Friday', () => {
    expect(businessDayBefore(day('2027-03-08'), 1, 'metropole')).toBe('2027-03-05');
  });

  test('no business day lies between a day and itself or an earlier one', () => {
    expect(businessDaysBetween(day('2027-03-04'), day('2027-03-04'), 'metropole')).toBe(0);
    expect(businessDaysBetween(day('2027-03-04'), day('2027-03-01'), 'metropole')).toBe(0);
    expect(skippedDays(day('2027-03-07'), day('2027-03-01'), 'metropole')).toEqual([]);
  });

  test('the last day is counted and the first is not', () => {
    expect(businessDaysBetween(day('2027-03-01'), day('2027-03-02'), 'metropole')).toBe(1);
    expect(businessDaysBetween(day('2027-03-05'), day('2027-03-07'), 'metropole')).toBe(0);
  });

  test('skipped days are explained in French', () => {
    expect(skippedDays(day('2027-05-05'), day('2027-05-10'), 'metropole')).toEqual([
      { day: '2027-05-06', reason: 'holiday', label: 'Ascension' },
      { day: '2027-05-08', reason: 'saturday', label: 'samedi' },
      { day: '2027-05-09', reason: 'sunday', label: 'dimanche' },
    ]);
  });

  test.each([0, -1, 1.5, NaN, Infinity])('a count of %d is refused', (n) => {
    const refusal = expect.objectContaining({ code: 'invalid_business_day_count' });
    expect(() => businessDayAfter(day('2027-03-04'), n, 'metropole')).toThrow(refusal);
    expect(() => businessDayBefore(day('2027-03-04'), n, 'metropole')).toThrow(refusal);
  });
});
