import { type CalendarDay, compareDays } from '../calendar/calendar-day.ts';
import { parisDay } from '../calendar/paris-time.ts';
import type { Dossier } from './dossier.ts';

/**
 * Between which Paris days an entry may be declared today: the session's days, from the validation on, none to come
 * (docs/rules.md, "Entry and end"). The first lies after the last when none may.
 */
export function entryDays(
  { session, validatedAt }: Pick<Dossier, 'session' | 'validatedAt'>,
  today: CalendarDay,
): { earliest: CalendarDay; latest: CalendarDay } {
  const startsOn = session?.startsOn ?? today;
  const validatedOn = validatedAt === null ? startsOn : parisDay(validatedAt);
  const endsOn = session?.endsOn ?? today;
  return {
    earliest: compareDays(validatedOn, startsOn) > 0 ? validatedOn : startsOn,
    latest: compareDays(today, endsOn) < 0 ? today : endsOn,
  };
}

/** Whether an entry can be declared at all today. */
export function entryIsOpen(dossier: Pick<Dossier, 'session' | 'validatedAt'>, today: CalendarDay): boolean {
  const { earliest, latest } = entryDays(dossier, today);
  return compareDays(earliest, latest) <= 0;
}
