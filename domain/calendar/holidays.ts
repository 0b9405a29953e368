import { addDays, compareDays, parseCalendarDay } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';

/** Where a training takes place, for the holidays that depend on it (docs/rules.md, "Days and deadlines"). */
export type HolidayRegion = (typeof holidayRegions)[number];

/** Every region: those overseas in the order of their departments, 971 to 976. */
export const holidayRegions = [
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'martinique',
  'guyane',
  'la-reunion',
  'saint-pierre-et-miquelon',
  'mayotte',
] as const;

/** One public holiday and the French name by which users know it. */
export interface Holiday {
  readonly day: CalendarDay;
  readonly name: string;
}

const fixedHolidays = [
  ['01-01', 'Jour de l’an'],
  ['05-01', 'Fête du Travail'],
  ['05-08', 'Victoire 1945'],
  ['07-14', 'Fête nationale'],
  ['08-15', 'Assomption'],
  ['11-01', 'Toussaint'],
  ['11-11', 'Armistice 1918'],
  ['12-25', 'Noël'],
] as const;

/** The day of the abolition of slavery, where it is a holiday; Saint-Pierre-et-Miquelon has none of its own. */
const abolitionDays: Partial<Record<HolidayRegion, string>> = {
  guadeloupe: '05-27',
  martinique: '05-22',
  guyane: '06-10',
  'la-reunion': '12-20',
  mayotte: '04-27',
};

const easterHolidays = [
  [1, 'Lundi de Pâques'],
  [39, 'Ascension'],
  [50, 'Lundi de Pentecôte'],
] as const;

/**
 * Lists the public holidays of a year in date order, two entries when two fall on one day (1 May 2008).
 * Applies the law of today (Code du travail, L3133-1, L3134-13 for Alsace-Moselle and L3422-2 for overseas) to any
 * year from 1583 to 9999, whatever was in force then: 8 May, for one, is listed before 1981 too. Good Friday is a
 * holiday in Alsace-Moselle only in towns with a Protestant church; it counts for the whole region here. In Guadeloupe
 * and Martinique it is a custom, not the law, and does not count.
 * Throws `invalid_calendar_day` for another year.
 */
export function frenchHolidays(year: number, region: HolidayRegion): Holiday[] {
  const easter = easterSunday(year);
  const isLocal = region === 'alsace-moselle';
  const abolition = abolitionDays[region];
  const holidays = [
    ...fixedHolidays.map(([monthAndDay, name]) => ({ day: dayIn(year, monthAndDay), name })),
    ...(isLocal ? [{ day: dayIn(year, '12-26'), name: 'Saint-Étienne' }] : []),
    ...(abolition === undefined ? [] : [{ day: dayIn(year, abolition), name: 'Abolition de l’esclavage' }]),
    ...easterHolidays.map(([offset, name]) => ({ day: addDays(easter, offset), name })),
    ...(isLocal ? [{ day: addDays(easter, -2), name: 'Vendredi saint' }] : []),
  ];
  return holidays.sort((a, b) => compareDays(a.day, b.day));
}

/**
 * Gives the name of the holiday of a year's days that are one, for fast lookups: « Fête du Travail et Ascension »
 * when two fall on the same day. Throws as `frenchHolidays`.
 */
export function holidayNames(year: number, region: HolidayRegion): ReadonlyMap<CalendarDay, string> {
  const key = `${year} ${region}`;
  const known = namesByYear.get(key);
  if (known !== undefined) return known;
  const names = new Map<CalendarDay, string>();
  for (const { day, name } of frenchHolidays(year, region)) {
    const other = names.get(day);
    names.set(day, other === undefined ? name : `${other} et ${name}`);
  }
  namesByYear.set(key, names);
  return names;
}

// A memory of a pure function: at most two entries a year, and no answer depends on it.
const namesByYear = new Map<string, ReadonlyMap<CalendarDay, string>>();

/**
 * Gives Easter Sunday of a year of the Gregorian calendar (1583 to 9999), from which three holidays are counted.
 * The steps are those of the anonymous computus of 1876 (Meeus, Jones, Butcher).
 */
export function easterSunday(year: number): CalendarDay {
  const goldenNumber = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * goldenNumber + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const daysToSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateMoon = Math.floor((goldenNumber + 11 * epact + 22 * daysToSunday) / 451);
  const daysFromMarch = epact + daysToSunday - 7 * lateMoon + 114;
  const month = Math.floor(daysFromMarch / 31);
  const dayOfMonth = (daysFromMarch % 31) + 1;
  return dayIn(year, `${twoDigits(month)}-${twoDigits(dayOfMonth)}`);
}

function dayIn(year: number, monthAndDay: string): CalendarDay {
  return parseCalendarDay(`${String(year).padStart(4, '0')}-${monthAndDay}`);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
