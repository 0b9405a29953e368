import { compareDays, weekday, yearOf } from './calendar-day.ts';
import type { CalendarDay, Weekday } from './calendar-day.ts';
import { parisDay, parisTimeOfDay } from './paris-time.ts';
import type { Instant } from './paris-time.ts';

// Written out rather than asked of Intl: the words must not change with the host's locale data.
const french = {
  weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  months: [
    ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
    ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  ],
};
const english = {
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  months: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
};

/** Writes a day in French: « jeudi 4 mars 2027 », « lundi 1er mars 2027 ». */
export function frenchDate(day: CalendarDay): string {
  return `${weekdayName(french.weekdays, weekday(day))} ${frenchDayAndMonth(day)} ${yearOf(day)}`;
}

/** Writes an instant in French, at the time of Paris: « jeudi 4 mars 2027 à 23 h 59 », « … à 9 h » on the hour. */
export function frenchDateTime(at: Instant): string {
  return `${frenchDate(parisDay(at))} à ${frenchTime(at)}`;
}

/** Writes the time of an instant in French, in Paris: « 23 h 59 », « 9 h » on the hour. */
export function frenchTime(at: Instant): string {
  const { hour, minute } = parisTimeOfDay(at);
  return minute === 0 ? `${hour} h` : `${hour} h ${twoDigits(minute)}`;
}

/**
 * Writes the dates of a session as the list of dossiers shows them (`domain.md`, The 13 states):
 * « Session du 20 octobre au 26 octobre 2018 », « À définir » while a date is missing. The year is written
 * twice when the two differ, and a session of one day has one date.
 */
export function frenchSessionDates(startsOn: CalendarDay | null, endsOn: CalendarDay | null): string {
  if (startsOn === null || endsOn === null) return 'À définir';
  const end = `${frenchDayAndMonth(endsOn)} ${yearOf(endsOn)}`;
  if (compareDays(startsOn, endsOn) === 0) return `Session du ${end}`;
  const startYear = yearOf(startsOn) === yearOf(endsOn) ? '' : ` ${yearOf(startsOn)}`;
  return `Session du ${frenchDayAndMonth(startsOn)}${startYear} au ${end}`;
}

/** Writes a day in English: `Thursday 4 March 2027`. */
export function englishDate(day: CalendarDay): string {
  const month = monthName(english.months, day);
  return `${weekdayName(english.weekdays, weekday(day))} ${dayOfMonth(day)} ${month} ${yearOf(day)}`;
}

/** Writes an instant in English, at the time of Paris: `Thursday 4 March 2027 at 23:59`. */
export function englishDateTime(at: Instant): string {
  return `${englishDate(parisDay(at))} at ${englishTime(at)}`;
}

/** Writes the time of an instant in English, in Paris: `23:59`. */
export function englishTime(at: Instant): string {
  const { hour, minute } = parisTimeOfDay(at);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** Writes the dates of a session in English: “Session from 20 October to 26 October 2018”, “To be decided” while a date is missing. */
export function englishSessionDates(startsOn: CalendarDay | null, endsOn: CalendarDay | null): string {
  if (startsOn === null || endsOn === null) return 'To be decided';
  const end = `${englishDayAndMonth(endsOn)} ${yearOf(endsOn)}`;
  if (compareDays(startsOn, endsOn) === 0) return `Session on ${end}`;
  const startYear = yearOf(startsOn) === yearOf(endsOn) ? '' : ` ${yearOf(startsOn)}`;
  return `Session from ${englishDayAndMonth(startsOn)}${startYear} to ${end}`;
}

function englishDayAndMonth(day: CalendarDay): string {
  return `${dayOfMonth(day)} ${monthName(english.months, day)}`;
}

function frenchDayAndMonth(day: CalendarDay): string {
  const number = dayOfMonth(day);
  return `${number === 1 ? '1er' : number} ${monthName(french.months, day)}`;
}

function weekdayName(names: readonly string[], dayOfWeek: Weekday): string {
  return names[dayOfWeek - 1] ?? '';
}

function monthName(names: readonly string[], day: CalendarDay): string {
  return names[Number(day.slice(5, 7)) - 1] ?? '';
}

function dayOfMonth(day: CalendarDay): number {
  return Number(day.slice(8, 10));
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
