import { DomainError } from '../errors.ts';
import { addDays, compareDays, weekday, yearOf } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';
import { holidayNames } from './holidays.ts';
import type { HolidayRegion } from './holidays.ts';

/** A day that a deadline does not count, and why, so that the page can explain its date. */
export interface SkippedDay {
  readonly day: CalendarDay;
  /** A holiday on a weekend is given as the weekend: the day would not have counted anyway. */
  readonly reason: 'saturday' | 'sunday' | 'holiday';
  /** In French: « samedi », « dimanche », or the name of the holiday. */
  readonly label: string;
}

/** Tells whether a day counts: Monday to Friday and no public holiday (`domain.md`, Deadlines). */
export function isBusinessDay(day: CalendarDay, region: HolidayRegion): boolean {
  return whySkipped(day, region) === null;
}

/** Gives the `n`th business day strictly after a day. Throws `invalid_business_day_count` unless `n` ≥ 1. */
export function businessDayAfter(day: CalendarDay, n: number, region: HolidayRegion): CalendarDay {
  return walkBusinessDays(day, n, 1, region);
}

/** Gives the `n`th business day strictly before a day. Throws `invalid_business_day_count` unless `n` ≥ 1. */
export function businessDayBefore(day: CalendarDay, n: number, region: HolidayRegion): CalendarDay {
  return walkBusinessDays(day, n, -1, region);
}

/** Counts the business days after `from` and up to `to` included; 0 when `to` is not later than `from`. */
export function businessDaysBetween(from: CalendarDay, to: CalendarDay, region: HolidayRegion): number {
  return daysAfter(from, to).filter((day) => isBusinessDay(day, region)).length;
}

/** Lists the days that do not count, after `from` and up to `to` included, in date order. */
export function skippedDays(from: CalendarDay, to: CalendarDay, region: HolidayRegion): SkippedDay[] {
  return daysAfter(from, to)
    .map((day) => whySkipped(day, region))
    .filter((skipped) => skipped !== null);
}

function whySkipped(day: CalendarDay, region: HolidayRegion): SkippedDay | null {
  const dayOfWeek = weekday(day);
  if (dayOfWeek === 6) return { day, reason: 'saturday', label: 'samedi' };
  if (dayOfWeek === 7) return { day, reason: 'sunday', label: 'dimanche' };
  const holiday = holidayNames(yearOf(day), region).get(day);
  return holiday === undefined ? null : { day, reason: 'holiday', label: holiday };
}

function walkBusinessDays(start: CalendarDay, n: number, step: 1 | -1, region: HolidayRegion): CalendarDay {
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new DomainError(
      'invalid_business_day_count',
      'Un délai compte au moins un jour ouvré, en nombre entier.',
      { n },
    );
  }
  let day = start;
  for (let left = n; left > 0;) {
    day = addDays(day, step);
    if (isBusinessDay(day, region)) left -= 1;
  }
  return day;
}

function daysAfter(from: CalendarDay, to: CalendarDay): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = from; compareDays(day, to) < 0;) {
    day = addDays(day, 1);
    days.push(day);
  }
  return days;
}
