import type { Deadline } from '../../../domain/calendar/deadline.ts';
import type { PageContext } from '../context.ts';
import { deadlineView, type DeadlineView, presentAt } from '../dossiers/deadline-view.ts';

/** Writes a deadline for an organisation. `now` in epoch milliseconds. */
export function organisationDeadline(
  context: PageContext,
  deadline: Pick<Deadline, 'at' | 'kind' | 'businessDays' | 'skippedDays' | 'skippedDaysCount'>,
  now: number,
): DeadlineView {
  const { until } = context.texts.organisation.dossier;
  return {
    ...deadlineView(context, deadline, presentAt(now)),
    sentence: until[deadline.kind](context.dates.dateTime(deadline.at)),
  };
}
