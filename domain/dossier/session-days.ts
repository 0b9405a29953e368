import { type CalendarDay, compareDays } from '../calendar/calendar-day.ts';
import { type Instant, parisDay } from '../calendar/paris-time.ts';
import type { Dossier, SessionSnapshot } from './dossier.ts';
import type { Refusal } from './refusal.ts';

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

/** Whether a session has begun: its first day is over (docs/rules.md, Replying). On that day itself people still join. */
export function hasBegun({ startsOn }: Pick<SessionSnapshot, 'startsOn'>, at: Instant): boolean {
  return compareDays(startsOn, parisDay(at)) < 0;
}

/** Why a session can be neither accepted, proposed nor validated any more; null while it can. */
export function begunRefusal(
  { state }: Pick<Dossier, 'state'>,
  session: SessionSnapshot,
  at: Instant,
): Refusal | null {
  if (!hasBegun(session, at)) return null;
  return { refused: 'session_begun', state, details: { startsOn: session.startsOn } };
}

/** The session's first day, when that is the last on which a trainee may still agree although the deadline runs longer. */
export function lastDayToAgree({ state, agreement, session, deadline }: Dossier): CalendarDay | null {
  const mayAgree = (state === 'proposed' || state === 'to_validate') && agreement === null;
  if (!mayAgree || session === null || deadline === null) return null;
  return hasBegun(session, deadline.at) ? session.startsOn : null;
}
