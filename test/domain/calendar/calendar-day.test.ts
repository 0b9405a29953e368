import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  compareDays,
  isCalendarDay,
  parseCalendarDay,
  weekday,
} from '../../../domain/calendar/calendar-day.ts';

const day = parseCalendarDay;
const anyDay = fc
  .integer({ min: Date.UTC(1600, 0, 1) / 86_400_000, max: Date.UTC(9000, 0, 1) / 86_400_000 })
  .map((number) => day(new Date(number * 86_400_000).toISOString().slice(0, 10)));

describe('a calendar day', () => {
  test.each(['2027-03-04', '2024-02-29', '2000-02-29', '1583-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(parseCalendarDay(text)).toBe(text);
  });

  test.each(
    [
      ['2027-02-29', '1900-02-29', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-00', '1582-12-31'],
      [
        '2027-3-4',
        '20270304',
        '04/03/2027',
        '2027-03-04T00:00',
        '2027-03-04Z',
        ' 2027-03-04',
        '+002027-03-04',
      ],
      ['', 'demain', '2027-03-04[u-ca=hebrew]', '2027-03-04\n'],
    ].flat(),
  )('%j is refused', (text) => {
    expect(isCalendarDay(text)).toBe(false);
    expect(() => parseCalendarDay(text)).toThrow(expect.objectContaining({ code: 'invalid_calendar_day' }));
  });

  test('days are ordered by date', () => {
    const days = ['2027-12-31', '2027-01-10', '2026-06-01', '2027-01-09'].map(day);
    expect(days.sort(compareDays)).toEqual(['2026-06-01', '2027-01-09', '2027-01-10', '2027-12-31']);
    expect(compareDays(day('2027-01-10'), day('2027-01-10'))).toBe(0);
  });
});

describe('days later and earlier', () => {
  test.each([
    ['2027-12-31', 1, '2028-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2027-03-27', 1, '2027-03-28'],
    ['2027-03-28', 1, '2027-03-29'],
  ])('%s and %d days is %s', (from, count, to) => {
    expect(addDays(day(from), count)).toBe(to);
  });

  test('a day past year 9999 is refused', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(
      expect.objectContaining({ code: 'invalid_calendar_day' }),
    );
  });

  test('days later, their order and their weekday agree with bare UTC arithmetic', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (from, count) => {
        const expected = new Date(Date.parse(from) + count * 86_400_000);
        const to = addDays(from, count);
        expect(to).toBe(expected.toISOString().slice(0, 10));
        expect(weekday(to) % 7).toBe(expected.getUTCDay());
        expect(compareDays(from, to)).toBe(count === 0 ? 0 : -Math.sign(count));
      }),
    );
  });
});

describe('months later', () => {
  test.each([
    ['2026-01-15', 6, '2026-07-15'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', 6, '2027-06-30'],
    ['2028-02-29', 60, '2033-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('%s and %d months is %s', (from, count, to) => {
    expect(addMonths(day(from), count)).toBe(to);
  });
});
