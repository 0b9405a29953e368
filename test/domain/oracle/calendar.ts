import type { HolidayRegion } from '../../../domain/calendar/holidays.ts';
import { oracleHolidays, oracleStates } from '../calendar/oracle.ts';

/** A day as the number of days since 1 January 1970. */
export type DayNumber = number;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const [firstYear, lastYear] = [2025, 2042];
const firstDay = Date.UTC(firstYear, 0, 1) / dayMs;
const lastDay = Date.UTC(lastYear, 11, 31) / dayMs;

/** Each business day of a region in order, and for each day how many came before it. */
interface Counted {
  days: DayNumber[];
  before: Uint16Array;
}

const counted = new Map<HolidayRegion, Counted>();

/** The holidays of a region, as date-holidays has them. */
function countedOf(region: HolidayRegion): Counted {
  const known = counted.get(region);
  if (known !== undefined) return known;
  const [state] = oracleStates[region];
  const holidays = new Set<string>();
  for (let year = firstYear; year <= lastYear; year += 1)
    for (const day of oracleHolidays(year, state)) holidays.add(day);
  const days: DayNumber[] = [];
  const before = new Uint16Array(lastDay - firstDay + 2);
  for (let day = firstDay; day <= lastDay; day += 1) {
    before[day - firstDay] = days.length;
    if (isWorkday(day) && !holidays.has(textOf(day))) days.push(day);
  }
  before[lastDay - firstDay + 1] = days.length;
  const made = { days, before };
  counted.set(region, made);
  return made;
}

function isWorkday(day: DayNumber): boolean {
  // 1 January 1970 was a Thursday.
  return (day + 3) % 7 < 5;
}

/** The Nth business day after a day, which does not count itself. */
export function nthAfter(day: DayNumber, n: number, region: HolidayRegion): DayNumber {
  const { days, before } = countedOf(region);
  return days[(before[day + 1 - firstDay] ?? 0) + n - 1] ?? NaN;
}

/** The Nth business day before a day, which does not count itself. */
export function nthBefore(day: DayNumber, n: number, region: HolidayRegion): DayNumber {
  const { days, before } = countedOf(region);
  return days[(before[day - firstDay] ?? 0) - n] ?? NaN;
}

/** How many business days lie after a day and up to another, included. */
export function countBetween(from: DayNumber, to: DayNumber, region: HolidayRegion): number {
  const { before } = countedOf(region);
  return to <= from ? 0 : (before[to + 1 - firstDay] ?? 0) - (before[from + 1 - firstDay] ?? 0);
}

/** How far the clock in Paris is ahead of UTC: two hours from the last Sunday of March to that of October, at 01:00 UTC. */
function offsetAt(ms: number): number {
  const year = new Date(ms).getUTCFullYear();
  const isSummer = ms >= lastSunday(year, 2) && ms < lastSunday(year, 9);
  return (isSummer ? 2 : 1) * hourMs;
}

function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, end.getUTCDate() - end.getUTCDay(), 1);
}

/** The day in Paris at an instant. */
export function dayAt(ms: number): DayNumber {
  return Math.floor((ms + offsetAt(ms)) / dayMs);
}

/** The last millisecond of a day in Paris. */
export function endOf(day: DayNumber): number {
  return atClock(day, dayMs - 1);
}

/** Nine in the morning of a day in Paris. */
export function nineOn(day: DayNumber): number {
  return atClock(day, 9 * hourMs);
}

function atClock(day: DayNumber, sinceMidnight: number): number {
  const wall = day * dayMs + sinceMidnight;
  // The clock changes at night, never at nine or at midnight.
  return wall - offsetAt(wall - 2 * hourMs);
}

/** The same day of the month some months later, or the month's last when it has no such day. */
export function monthsLater(day: DayNumber, months: number): DayNumber {
  const from = new Date(day * dayMs);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), length)) / dayMs;
}

/** `YYYY-MM-DD`. */
export function textOf(day: DayNumber): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The day of a `YYYY-MM-DD`. */
export function dayOf(text: string): DayNumber {
  return Date.parse(text) / dayMs;
}
