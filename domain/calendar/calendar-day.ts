import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';

declare const calendarDayBrand: unique symbol;

/** A day of the Gregorian calendar as `YYYY-MM-DD`, with no time and no zone; years 1583 to 9999. */
export type CalendarDay = string & { readonly [calendarDayBrand]: true };

/** A day of the week in the ISO numbering: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const firstYear = 1583; // the first full year of the Gregorian calendar
const lastYear = 9999;
const dayMs = 86_400_000;

/** Checks a `YYYY-MM-DD` text that comes from outside. Throws `invalid_calendar_day` when no such day exists. */
export function parseCalendarDay(text: string): CalendarDay {
  if (!isCalendarDay(text)) throw invalidCalendarDay();
  return text;
}

/** Tells whether a text is an existing day written `YYYY-MM-DD`. */
export function isCalendarDay(text: string): text is CalendarDay {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null || Number(match[1]) < firstYear) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** Orders two days for `sort`: negative when `a` comes first, 0 when they are the same day. */
export function compareDays(a: CalendarDay, b: CalendarDay): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Gives the day `count` days later, or earlier when negative. Throws `invalid_calendar_day` out of range. */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  // In UTC each day has 24 hours; this is walked for each deadline, a day at a time.
  const date = new Date(Date.parse(day) + count * dayMs);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
  if (!/^\d{4}-/.test(text) || Number(text.slice(0, 4)) < firstYear) throw invalidCalendarDay();
  return text as CalendarDay;
}

/**
 * Gives the same day of the month `count` months later; the last day of the month when it has no such day
 * (31 August + 6 months = 28 or 29 February). Throws `invalid_calendar_day` out of range.
 */
export function addMonths(day: CalendarDay, count: number): CalendarDay {
  return inRange(Temporal.PlainDate.from(day).add({ months: count }, { overflow: 'constrain' }));
}

/** Gives the day of the week. */
export function weekday(day: CalendarDay): Weekday {
  // In UTC a day is a day, whatever the host's zone; Sunday is 0 there.
  return (new Date(day).getUTCDay() || 7) as Weekday;
}

/** Gives the year of a day, for what is listed year by year. */
export function yearOf(day: CalendarDay): number {
  return Number(day.slice(0, 4));
}

// A date computed from a valid one needs no second parse: deadlines walk over many days.
function inRange(date: Temporal.PlainDate): CalendarDay {
  if (date.year < firstYear || date.year > lastYear) throw invalidCalendarDay();
  return date.toString() as CalendarDay;
}

function invalidCalendarDay(): DomainError {
  return new DomainError(
    'invalid_calendar_day',
    'Cette date n’existe pas ou n’est pas au format AAAA-MM-JJ.',
  );
}
