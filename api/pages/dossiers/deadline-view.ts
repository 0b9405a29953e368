import { Temporal } from 'temporal-polyfill';
import type { SkippedDay } from '../../../domain/calendar/business-days.ts';
import type { Deadline } from '../../../domain/calendar/deadline.ts';
import { instant, parisDay } from '../../../domain/calendar/paris-time.ts';
import type { PageContext } from '../context.ts';

/** A deadline as pages show it. */
export interface DeadlineView {
  at: string;
  /** Who must do what, and by when: one sentence. */
  sentence: string;
  /** « dans 3 jours » */
  left: string;
  /** How many days were allowed; null when it is not counted in business days. */
  rule: string | null;
  skippedHeading: string;
  skipped: string[];
}

/** Writes a deadline for its reader. `now` in epoch milliseconds. */
export function deadlineView(
  context: PageContext,
  deadline: Pick<Deadline, 'at' | 'kind' | 'businessDays' | 'skippedDays'>,
  now: number,
): DeadlineView {
  const { deadlines: t } = context.texts;
  const { at, kind, businessDays, skippedDays } = deadline;
  return {
    at,
    sentence: t.until[kind](context.dates.dateTime(at)),
    left: Date.parse(at) < now ? t.passed : t.daysLeft(daysBetween(now, at)),
    rule: businessDays === null ? (kind === 'draft_kept' ? null : t.extended) : t.count(businessDays),
    ...skippedView(context, skippedDays),
  };
}

/** The days that a count passed over, each with its reason. */
export function skippedView({ texts, dates }: PageContext, skippedDays: readonly SkippedDay[]) {
  const { deadlines: t } = texts;
  return {
    skippedHeading: skippedDays.length === 0 ? t.noneSkipped : t.skippedHeading(skippedDays.length),
    skipped: skippedDays.map((skipped) =>
      skipped.reason === 'holiday'
        ? `${dates.date(skipped.day)} (${dates.skippedDay(skipped)})`
        : dates.date(skipped.day),
    ),
  };
}

function daysBetween(now: number, at: Deadline['at']): number {
  const today = Temporal.PlainDate.from(parisDay(instant(now)));
  return today.until(Temporal.PlainDate.from(parisDay(at)), { largestUnit: 'day' }).days;
}
