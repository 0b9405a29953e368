import { type CalendarDay, isCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { businessDeadline, type Deadline, type DeadlineKind } from '../../../domain/calendar/deadline.ts';
import { holidayRegions } from '../../../domain/calendar/holidays.ts';
import { atParisTime } from '../../../domain/calendar/paris-time.ts';
import type { Policy } from '../../../domain/policy/policy.ts';

/** What is typed into the calculator, unchecked. */
export interface Typed {
  jour: string;
  delai: string;
  lieu: string;
}

/** Which value of the policy each deadline in business days is counted with. */
export const countedBy = {
  organisation_reply: 'organisationReply',
  prerequisites_acknowledgement: 'prerequisitesAcknowledgement',
  prerequisites_reply: 'prerequisitesReply',
  trainee_validation: 'traineeValidation',
  payment_renewal: 'paymentRenewalGrace',
} as const satisfies Partial<Record<DeadlineKind, keyof Policy>>;

/** A deadline that is counted in business days. */
export type CountedKind = keyof typeof countedBy;

/** The last year whose deadlines can be counted: the calendar ends at 9999. */
const lastYear = 9990;

/** Works out the deadline that was asked for; null when the question is not a valid one. */
export function calculated({ jour, delai, lieu }: Typed, policy: Policy): Deadline | null {
  const kind = (Object.keys(countedBy) as CountedKind[]).find((known) => known === delai);
  const region = holidayRegions.find((known) => known === lieu);
  if (kind === undefined || region === undefined || !isUsable(jour)) return null;
  return businessDeadline({
    kind,
    from: atParisTime(jour, '12:00'),
    businessDays: policy[countedBy[kind]],
    region,
  });
}

function isUsable(day: string): day is CalendarDay {
  return isCalendarDay(day) && Number(day.slice(0, 4)) <= lastYear;
}
