import type { CalendarDay } from '../../../domain/calendar/calendar-day.ts';
import type { Deadline } from '../../../domain/calendar/deadline.ts';
import { instant, parisDay } from '../../../domain/calendar/paris-time.ts';
import type { PageContext } from '../context.ts';
import { remembered } from '../remembered.ts';

type Shown = Pick<Deadline, 'at' | 'kind' | 'businessDays' | 'skippedDays' | 'skippedDaysCount'>;

/** A deadline as a list shows it. */
export interface DeadlineLine {
  at: string;
  /** Who must do what, and by when: one sentence. */
  sentence: string;
  /** « dans 3 jours » */
  left: string;
}

/** A deadline with the reasons for its date. */
export interface DeadlineView extends DeadlineLine {
  /** How many days were allowed; null when it is not counted in business days. */
  rule: string | null;
  skippedHeading: string;
  skipped: string[];
}

/** The present, with its day in Paris; worked out once for a page. */
export interface Present {
  /** Epoch milliseconds. */
  now: number;
  today: CalendarDay;
}

/** The present, from epoch milliseconds. */
export function presentAt(now: number): Present {
  return { now, today: parisDay(instant(now)) };
}

/** Writes a deadline in one line. */
export function deadlineLine(
  { texts, dates }: PageContext,
  { at, kind }: Pick<Shown, 'at' | 'kind'>,
  { now, today }: Present,
): DeadlineLine {
  const { deadlines: t } = texts;
  const left = Date.parse(at) < now ? t.passed : t.daysLeft(daysBetween(today, dayOf(at)));
  return { at, sentence: t.until[kind](dates.dateTime(at)), left };
}

/** Writes a deadline for its reader, and why it is that day. */
export function deadlineView(context: PageContext, deadline: Shown, present: Present): DeadlineView {
  const { deadlines: t } = context.texts;
  const { kind, businessDays } = deadline;
  return {
    ...deadlineLine(context, deadline, present),
    rule: businessDays === null ? (kind === 'draft_kept' ? null : t.extended) : t.count(businessDays),
    ...skippedView(context, deadline),
  };
}

/** How many days a count passed over, and the first of them, each with its reason. */
export function skippedView(
  { texts, dates }: PageContext,
  { skippedDays, skippedDaysCount }: Pick<Deadline, 'skippedDays' | 'skippedDaysCount'>,
) {
  const { deadlines: t } = texts;
  const listed = skippedDays.map((skipped) =>
    skipped.reason === 'holiday'
      ? `${dates.date(skipped.day)} (${dates.skippedDay(skipped)})`
      : dates.date(skipped.day),
  );
  const others = skippedDaysCount - skippedDays.length;
  return {
    skippedHeading: skippedDaysCount === 0 ? t.noneSkipped : t.skippedHeading(skippedDaysCount),
    skipped: others === 0 ? listed : [...listed, t.andOthers(others)],
  };
}

const dayOf = remembered(parisDay);

function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
