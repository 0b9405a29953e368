import type { DeadlineKind } from '../../../../domain/calendar/deadline.ts';
import type { deadlines as french } from '../fr/deadlines.ts';

const until: Record<DeadlineKind, (date: string) => string> = {
  organisation_reply: (date) => `The organisation has until ${date} to reply`,
  prerequisites_acknowledgement: (date) => `The organisation has until ${date} to acknowledge your request`,
  prerequisites_reply: (date) => `The organisation checks your prerequisites and has until ${date} to reply`,
  trainee_validation: (date) => `You have until ${date} to complete your enrolment`,
  payment_renewal: (date) => `You have until ${date} to pay again`,
  draft_kept: (date) => `This draft is kept until ${date}`,
  record_kept: (date) => `This dossier is kept until ${date}`,
};

/** Deadlines in words. */
export const deadlines: typeof french = {
  until,
  daysLeft: (days: number) => (days <= 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`),
  passed: 'this date has passed',
  count: (businessDays: number) =>
    businessDays === 1
      ? 'This is one business day. The first day does not count.'
      : `This is ${businessDays} business days. The first day does not count.`,
  extended: 'This date was set by the service.',
  skippedHeading: (count: number) =>
    count === 1 ? 'One day is not counted' : `${count} days are not counted`,
  andOthers: (count: number) => (count === 1 ? 'and one other day' : `and ${count} other days`),
  noneSkipped: 'No day was skipped: there is no weekend and no public holiday in this period.',
};
