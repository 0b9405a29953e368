import Holidays from 'date-holidays';
import type { HolidayRegion } from '../../../domain/calendar/holidays.ts';

/**
 * The regions with the code by which date-holidays knows them; 57, 67 and 68 agree with each other. It knows
 * Saint-Pierre-et-Miquelon as a country only, with the holidays of France.
 */
export const oracleStates = {
  metropole: [undefined],
  'alsace-moselle': ['57', '67', '68'],
  guadeloupe: ['GP'],
  martinique: ['MQ'],
  guyane: ['GF'],
  'la-reunion': ['RE'],
  'saint-pierre-et-miquelon': ['PM'],
  mayotte: ['YT'],
} as const satisfies Record<HolidayRegion, readonly (string | undefined)[]>;

/**
 * The one difference from date-holidays: it holds Good Friday for a public holiday in Guadeloupe and Martinique. It is
 * a day off there by custom and collective agreements; the law (Code du travail, L3133-1 and L3422-2) does not list it.
 */
export const goodFridayByCustom: readonly (string | undefined)[] = ['GP', 'MQ'];

/** Gives the public holidays of a year by law, as date-holidays has them, as `YYYY-MM-DD`, without repeats, in order. */
export function oracleHolidays(year: number, state: string | undefined): string[] {
  const days = publicHolidays(year, state).filter(
    ({ name }) => !(name === 'Vendredi saint' && goodFridayByCustom.includes(state)),
  );
  return [...new Set(days.map(({ date }) => date.slice(0, 10)))].sort();
}

/** What date-holidays itself holds for public, one entry for each holiday. */
export function publicHolidays(year: number, state: string | undefined): { date: string; name: string }[] {
  return sourceOf(state)
    .getHolidays(year)
    .filter(({ type }) => type === 'public');
}

function sourceOf(state: string | undefined): Holidays {
  if (state === undefined) return new Holidays('FR');
  return state === 'PM' ? new Holidays('PM') : new Holidays('FR', state);
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
