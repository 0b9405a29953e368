import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import type { CalendarDay } from '../../../domain/calendar/calendar-day.ts';
import {
  addMs,
  atParisTime,
  compareInstants,
  endOfParisDay,
  epochMs,
  instant,
  parisDay,
  parisTimeOfDay,
} from '../../../domain/calendar/paris-time.ts';

const day = parseCalendarDay;
const hour = 3_600_000;
// Clocks have changed on these Sundays in the whole Union since 1996 (directive 2000/84/EC and those before it).
const years = Array.from({ length: 2100 - 1996 + 1 }, (_, index) => 1996 + index);

describe('an instant', () => {
  test.each([
    ['2027-03-04T22:59:59.999Z', '2027-03-04T22:59:59.999Z'],
    ['2027-03-04T23:00:00Z', '2027-03-04T23:00:00.000Z'],
    ['2027-03-05T00:00+01:00', '2027-03-04T23:00:00.000Z'],
    ['2027-03-04T23:00:00.123999Z', '2027-03-04T23:00:00.123Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
    [Date.UTC(2027, 2, 4), '2027-03-04T00:00:00.000Z'],
  ])('%j is written %s', (source, text) => {
    expect(instant(source)).toBe(text);
  });

  test.each(['', 'hier', '2027-03-04', '2027-03-04T10:00:00', '2027-02-30T10:00Z', NaN, 1.5, Infinity, 1e15])(
    '%j is refused',
    (source) => {
      expect(() => instant(source)).toThrow(expect.objectContaining({ code: 'invalid_instant' }));
    },
  );

  test('its milliseconds, its order and its text agree', () => {
    const anyMs = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });
    fc.assert(
      fc.property(anyMs, anyMs, (a, b) => {
        expect(instant(a)).toBe(new Date(a).toISOString());
        expect(epochMs(instant(a))).toBe(a);
        expect(addMs(instant(a), b - a)).toBe(instant(b));
        expect(compareInstants(instant(a), instant(b))).toBe(Math.sign(a - b));
      }),
    );
  });
});

describe('the day and the hour in Paris', () => {
  test.each([
    ['2027-03-04T22:59:59.999Z', '2027-03-04', 23, 59],
    ['2027-03-04T23:00:00Z', '2027-03-05', 0, 0],
    ['2027-07-14T21:59:59.999Z', '2027-07-14', 23, 59],
    ['2027-07-14T22:00:00Z', '2027-07-15', 0, 0],
    ['2027-12-31T23:00:00Z', '2028-01-01', 0, 0],
    ['2028-02-28T23:30:00Z', '2028-02-29', 0, 30],
  ])('%s is %s at %d:%d', (at, expected, hours, minutes) => {
    expect(parisDay(instant(at))).toBe(expected);
    expect(parisTimeOfDay(instant(at))).toEqual({ hour: hours, minute: minutes });
  });

  test('a time of day is read in Paris', () => {
    expect(atParisTime(day('2027-01-15'), '09:00')).toBe('2027-01-15T08:00:00.000Z');
    expect(atParisTime(day('2027-07-15'), '09:00')).toBe('2027-07-15T07:00:00.000Z');
  });

  test('a time that the spring change skips is read one hour later', () => {
    expect(atParisTime(day('2027-03-28'), '02:30')).toBe(atParisTime(day('2027-03-28'), '03:30'));
  });

  test('a time that the autumn change repeats is the first of the two', () => {
    expect(atParisTime(day('2027-10-31'), '02:30')).toBe('2027-10-31T00:30:00.000Z');
  });

  test.each(['9:00', '24:00', '12:60', '12', '', '12:00:00', '12:00Z'])('the time %j is refused', (time) => {
    expect(() => atParisTime(day('2027-01-15'), time)).toThrow(
      expect.objectContaining({ code: 'invalid_time_of_day' }),
    );
  });
});

describe('clock changes', () => {
  test('the spring change shortens its day to 23 hours, every year', () => {
    for (const year of years) expectChange(lastSunday(year, 3), { before: 1, after: 2, hours: 23 });
  });

  test('the autumn change lengthens its day to 25 hours, every year', () => {
    for (const year of years) expectChange(lastSunday(year, 10), { before: 2, after: 1, hours: 25 });
  });

  test('every day ends one millisecond before the next one starts', () => {
    for (let today = day('2026-01-01'); today < '2030-01-01'; today = addDays(today, 1)) {
      expect(addMs(endOfParisDay(today), 1)).toBe(atParisTime(addDays(today, 1), '00:00'));
      expect(parisDay(endOfParisDay(today))).toBe(today);
    }
  });
});

function expectChange(changeDay: CalendarDay, expected: { before: number; after: number; hours: number }) {
  const [eve, next] = [addDays(changeDay, -1), addDays(changeDay, 1)];
  const ends = [eve, changeDay, next].map((each) => endOfParisDay(each));
  expect(ends).toEqual([
    utcEnd(eve, expected.before),
    utcEnd(changeDay, expected.after),
    utcEnd(next, expected.after),
  ]);
  const lengths = [eve, changeDay, next].map(
    (each) => (epochMs(endOfParisDay(each)) + 1 - epochMs(atParisTime(each, '00:00'))) / hour,
  );
  expect(lengths).toEqual([24, expected.hours, 24]);
}

function utcEnd(each: CalendarDay, offsetHours: number): string {
  return new Date(Date.parse(`${each}T23:59:59.999Z`) - offsetHours * hour).toISOString();
}

function lastSunday(year: number, month: 3 | 10): CalendarDay {
  const lastOfMonth = new Date(Date.UTC(year, month - 1, 31));
  return day(
    new Date(lastOfMonth.getTime() - lastOfMonth.getUTCDay() * 24 * hour).toISOString().slice(0, 10),
  );
}
