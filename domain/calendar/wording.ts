import type { Language } from '../language.ts';
import type { SkippedDay } from './business-days.ts';
import type { CalendarDay } from './calendar-day.ts';
import {
  englishDate,
  englishDateTime,
  englishSessionDates,
  englishTime,
  frenchDate,
  frenchDateTime,
  frenchSessionDates,
  frenchTime,
} from './french-dates.ts';
import type { Instant } from './paris-time.ts';

/** How dates are written in one language. */
export interface CalendarWording {
  /** « jeudi 4 mars 2027 » */
  readonly date: (day: CalendarDay) => string;
  /** « jeudi 4 mars 2027 à 23 h 59 », Paris time. */
  readonly dateTime: (at: Instant) => string;
  /** « 23 h 59 », Paris time. */
  readonly time: (at: Instant) => string;
  sessionDates(startsOn: CalendarDay | null, endsOn: CalendarDay | null): string;
  /** Why a day does not count: its name in the week, or the holiday’s. */
  skippedDay(skipped: SkippedDay): string;
}

/** Dates in each language. */
export const calendarWording: Readonly<Record<Language, CalendarWording>> = {
  fr: {
    date: frenchDate,
    dateTime: frenchDateTime,
    time: frenchTime,
    sessionDates: frenchSessionDates,
    skippedDay: ({ label }) => label,
  },
  en: {
    date: englishDate,
    dateTime: englishDateTime,
    time: englishTime,
    sessionDates: englishSessionDates,
    skippedDay: ({ reason, label }) =>
      ({ saturday: 'Saturday', sunday: 'Sunday', holiday: englishHoliday(label) })[reason],
  },
};

const englishHolidays: Readonly<Record<string, string>> = {
  'Jour de l’an': 'New Year’s Day',
  'Vendredi saint': 'Good Friday',
  'Lundi de Pâques': 'Easter Monday',
  'Fête du Travail': 'Labour Day',
  'Victoire 1945': 'Victory Day 1945',
  Ascension: 'Ascension Day',
  'Lundi de Pentecôte': 'Whit Monday',
  'Fête nationale': 'Bastille Day',
  Assomption: 'Assumption',
  Toussaint: 'All Saints’ Day',
  'Armistice 1918': 'Armistice Day 1918',
  Noël: 'Christmas Day',
  'Saint-Étienne': 'St Stephen’s Day',
  'Abolition de l’esclavage': 'Abolition of Slavery',
};

/** Two holidays on one day are written « Fête du Travail et Ascension ». */
function englishHoliday(label: string): string {
  return label
    .split(' et ')
    .map((name) => englishHolidays[name] ?? name)
    .join(' and ');
}
