import { DomainError } from '../errors.ts';
import { businessDayAfter, businessDayBefore, skippedDays } from './business-days.ts';
import type { SkippedDay } from './business-days.ts';
import { addMonths } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { HolidayRegion } from './holidays.ts';
import { atParisTime, compareInstants, endOfParisDay, parisDay } from './paris-time.ts';
import type { Instant } from './paris-time.ts';

/** Says what a deadline waits for (`domain.md`, Deadlines and Policy values). */
export type DeadlineKind =
  | 'organisation_reply'
  | 'prerequisites_acknowledgement'
  | 'prerequisites_reply'
  | 'trainee_validation'
  | 'payment_renewal'
  | 'draft_kept'
  | 'record_kept';

/** Until when a dossier waits, with what a page needs to explain that date. */
export interface Deadline {
  /** The last instant that is still in time: 23:59:59.999 in Paris. */
  readonly at: Instant;
  readonly kind: DeadlineKind;
  /** The business days allowed; null when the deadline is counted in months or was set by an operator. */
  readonly businessDays: number | null;
  /** The first of the days passed over in the count, in date order; empty for a deadline counted in months. */
  readonly skippedDays: readonly SkippedDay[];
  /** How many days were passed over; more than are listed when there are many. */
  readonly skippedDaysCount: number;
  /** When to remind whoever must act: 09:00 in Paris, one business day before; null when that is past. */
  readonly remindAt: Instant | null;
}

const reminderTime = '09:00';

/**
 * Sets a deadline in business days: the end of the Nth one after the day of the event, which never counts
 * (`domain.md`, Deadlines). Throws `invalid_business_day_count` unless `businessDays` ≥ 1.
 */
export function businessDeadline(wait: {
  kind: DeadlineKind;
  from: Instant;
  businessDays: number;
  region: HolidayRegion;
}): Deadline {
  const { kind, from, businessDays, region } = wait;
  const firstDay = parisDay(from);
  const lastDay = businessDayAfter(firstDay, businessDays, region);
  return {
    at: endOfParisDay(lastDay),
    kind,
    businessDays,
    ...skipped(firstDay, lastDay, region),
    remindAt: reminder(kind, lastDay, region, from),
  };
}

/**
 * Sets a deadline in calendar months: the end of the same day of the month, or of the month's last day when
 * it is shorter. The region (metropolitan unless given) only moves the reminder.
 */
export function monthsDeadline(wait: {
  kind: DeadlineKind;
  from: Instant;
  months: number;
  region?: HolidayRegion;
}): Deadline {
  const { kind, from, months, region = 'metropole' } = wait;
  const lastDay = addMonths(parisDay(from), months);
  return {
    at: endOfParisDay(lastDay),
    kind,
    businessDays: null,
    skippedDays: [],
    skippedDaysCount: 0,
    remindAt: reminder(kind, lastDay, region, from),
  };
}

/**
 * Moves a deadline to the end of a later day, as an operator may (`domain.md`, People). What is skipped and the
 * reminder are counted again from `now`. Throws `invalid_deadline_extension` unless the new end is later than
 * both the current one and `now`.
 */
export function extendedDeadline(
  deadline: Deadline,
  untilDay: CalendarDay,
  region: HolidayRegion,
  now: Instant,
): Deadline {
  const at = endOfParisDay(untilDay);
  if (compareInstants(at, deadline.at) <= 0 || compareInstants(at, now) <= 0) {
    throw new DomainError(
      'invalid_deadline_extension',
      'La nouvelle échéance doit être postérieure à l’échéance actuelle et à la date du jour.',
      { currentlyAt: deadline.at, requestedAt: at },
    );
  }
  return {
    at,
    kind: deadline.kind,
    businessDays: null,
    ...skipped(parisDay(now), untilDay, region),
    remindAt: reminder(deadline.kind, untilDay, region, now),
  };
}

/** Every period of the policy passes over fewer; a deadline moved by months would fill the dossier and its history. */
const mostSkippedListed = 20;

function skipped(
  from: CalendarDay,
  to: CalendarDay,
  region: HolidayRegion,
): Pick<Deadline, 'skippedDays' | 'skippedDaysCount'> {
  const all = skippedDays(from, to, region);
  return { skippedDays: all.slice(0, mostSkippedListed), skippedDaysCount: all.length };
}

function reminder(
  kind: DeadlineKind,
  lastDay: CalendarDay,
  region: HolidayRegion,
  from: Instant,
): Instant | null {
  // Nobody has to act before a kept record is erased.
  if (kind === 'record_kept') return null;
  const remindAt = atParisTime(businessDayBefore(lastDay, 1, region), reminderTime);
  return compareInstants(remindAt, from) > 0 ? remindAt : null;
}
