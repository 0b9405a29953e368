import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import { parseCalendarDay } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';

declare const instantBrand: unique symbol;

/**
 * A point in time as ISO 8601 in UTC, always with milliseconds: `2027-03-04T22:59:59.999Z`.
 * The format is fixed, so two instants compare as text.
 */
export type Instant = string & { readonly [instantBrand]: true };

const firstYear = 1583; // of the calendar (`calendar-day.ts`)

/** The zone in which every deadline is counted (`domain.md`, Deadlines). */
export const parisZone = 'Europe/Paris';

/**
 * Makes an instant from an ISO 8601 text that carries its offset, or from milliseconds since 1970.
 * Anything below a millisecond is cut off. Throws `invalid_instant` when it cannot be read, or past year 9999.
 */
export function instant(source: string | number): Instant {
  const text = readInstant(source)?.toString({ smallestUnit: 'millisecond' });
  if (text === undefined || !/^\d{4}-/.test(text)) {
    throw new DomainError('invalid_instant', 'Cet instant n’est pas au format ISO 8601.');
  }
  return text as Instant;
}

/** Gives an instant as milliseconds since 1970, for timers. */
export function epochMs(at: Instant): number {
  return Temporal.Instant.from(at).epochMilliseconds;
}

/** Gives the instant `milliseconds` later, or earlier when negative. Throws `invalid_instant` past year 9999. */
export function addMs(at: Instant, milliseconds: number): Instant {
  return instant(epochMs(at) + milliseconds);
}

/** Orders two instants for `sort`: negative when `a` comes first, 0 when they are the same. */
export function compareInstants(a: Instant, b: Instant): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Gives the day that a calendar on a wall in Paris shows at an instant. */
export function parisDay(at: Instant): CalendarDay {
  const { year, month, day } = parisWallClock(at);
  const text = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
  // What the zone gives is a day: checking it like text from outside, for each date of a list, would take longest of all.
  return year >= firstYear ? (text as CalendarDay) : parseCalendarDay(text);
}

/** Gives the last millisecond of a day in Paris, when a deadline ends (`domain.md`, Deadlines). */
export function endOfParisDay(day: CalendarDay): Instant {
  return parisInstant(`${day}T23:59:59.999`);
}

/**
 * Gives the instant at which a clock in Paris shows a time (`HH:MM`) on a day. A time that the spring change
 * skips is read one hour later; one that the autumn change repeats is the first of the two.
 * Throws `invalid_time_of_day` when the time is not from 00:00 to 23:59.
 */
export function atParisTime(day: CalendarDay, time: string): Instant {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new DomainError('invalid_time_of_day', 'Cette heure n’est pas au format HH:MM.', { time });
  }
  return parisInstant(`${day}T${time}`);
}

/** Gives what a clock in Paris shows at an instant: hour from 0 to 23, and minute. */
export function parisTimeOfDay(at: Instant): { hour: number; minute: number } {
  const { hour, minute } = parisWallClock(at);
  return { hour, minute };
}

function readInstant(source: string | number): Temporal.Instant | undefined {
  try {
    return typeof source === 'number'
      ? Temporal.Instant.fromEpochMilliseconds(source)
      : Temporal.Instant.from(source);
  } catch {
    return undefined;
  }
}

function parisWallClock(at: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(parisZone);
}

function parisInstant(wallClock: string): Instant {
  const paris = Temporal.PlainDateTime.from(wallClock).toZonedDateTime(parisZone, {
    disambiguation: 'compatible',
  });
  return instant(paris.epochMilliseconds);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
