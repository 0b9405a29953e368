import Holidays from 'date-holidays';
import type { HolidayRegion } from '../../../domain/calendar/holidays.ts';

/** The regions with the code by which date-holidays knows them; 57, 67 and 68 agree with each other. */
export const oracleStates = { metropole: [undefined], 'alsace-moselle': ['57', '67', '68'] } as const;

/** Gives the public holidays of a year by date-holidays, as `YYYY-MM-DD`, without repeats, in order. */
export function oracleHolidays(year: number, state: string | undefined): string[] {
  const source = state === undefined ? new Holidays('FR') : new Holidays('FR', state);
  const days = source.getHolidays(year).filter(({ type }) => type === 'public');
  return [...new Set(days.map(({ date }) => date.slice(0, 10)))].sort();
}

/**
 * Gives every business day from one year to another, counted with bare UTC arithmetic and date-holidays: it
 * shares nothing with the code under test.
 */
export function oracleBusinessDays(firstYear: number, lastYear: number, region: HolidayRegion): string[] {
  const holidays = new Set<string>();
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const day of oracleHolidays(year, oracleStates[region][0])) holidays.add(day);
  }
  return everyDay(firstYear, lastYear).filter((day) => {
    const dayOfWeek = new Date(`${day}T00:00:00Z`).getUTCDay();
    return dayOfWeek !== 0 && dayOfWeek !== 6 && !holidays.has(day);
  });
}

/** Lists every day from one year to another as `YYYY-MM-DD`. */
export function everyDay(firstYear: number, lastYear: number): string[] {
  const days: string[] = [];
  const end = Date.UTC(lastYear, 11, 31);
  for (let at = Date.UTC(firstYear, 0, 1); at <= end; at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
