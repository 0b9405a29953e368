import { businessDayAfter, businessDayBefore, businessDaysBetween } from '../calendar/business-days.ts';
import { addDays, type CalendarDay } from '../calendar/calendar-day.ts';
import { endOfParisDay, type Instant, parisDay } from '../calendar/paris-time.ts';
import type { Policy } from '../policy/policy.ts';
import { daysGivenBack } from './contest.ts';
import type { Dossier, SessionSnapshot } from './dossier.ts';

/** Until when a validated dossier may be cancelled without cost, by each rule; null where a rule no longer applies. */
export interface CancellationDates {
  /** The last instant of the withdrawal period, which the entry ends. */
  withdrawalUntil: Instant | null;
  /** The last instant with more business days before the start than the policy asks for. */
  freeUntil: Instant | null;
}

/** Works out those dates by the session's region (docs/rules.md, Cancelling). */
export function cancellationDates(dossier: Dossier, policy: Policy): CancellationDates {
  const { validatedAt, enteredOn, session } = dossier;
  if (validatedAt === null || enteredOn !== null) return { withdrawalUntil: null, freeUntil: null };
  const region = session?.region ?? 'metropole';
  const days = policy.withdrawalPeriod + daysGivenBack(dossier, region);
  const lastToWithdraw = businessDayAfter(parisDay(validatedAt), days, region);
  return {
    withdrawalUntil: endOfParisDay(lastToWithdraw),
    freeUntil: session === null ? null : endOfParisDay(lastFreeDay(session, policy)),
  };
}

/**
 * How many business days before its session's first day a day is. The first day counts whatever day it is: people count back
 * from it, also from a Saturday.
 */
export function businessDaysLeft({ startsOn, region }: SessionSnapshot, day: CalendarDay): number {
  return day >= startsOn ? 0 : businessDaysBetween(day, addDays(startsOn, -1), region) + 1;
}

/** The day before the first one that is not more business days before the start than the policy asks for. */
function lastFreeDay({ startsOn, region }: SessionSnapshot, policy: Policy): CalendarDay {
  return addDays(businessDayBefore(startsOn, policy.freeCancellationBefore, region), -1);
}
