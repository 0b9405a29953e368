import { businessDayAfter } from '../calendar/business-days.ts';
import { type CalendarDay, compareDays } from '../calendar/calendar-day.ts';
import { type HolidayRegion, holidayRegions } from '../calendar/holidays.ts';
import { parisDay, type Instant } from '../calendar/paris-time.ts';
import type { Policy } from '../policy/policy.ts';
import type { SessionSnapshot } from './dossier.ts';

/** The first day on which a session of a region may start that is requested on a day (docs/rules.md, "Sending"). */
export function earliestStart(today: CalendarDay, region: HolidayRegion, policy: Policy): CalendarDay {
  const notice = policy.earliestSessionStart;
  return notice === 0 ? today : businessDayAfter(today, notice, region);
}

/** The same for every region: what a list of sessions is held against. */
export function earliestStarts(now: Instant, policy: Policy): ReadonlyMap<HolidayRegion, CalendarDay> {
  const today = parisDay(now);
  return new Map(holidayRegions.map((region) => [region, earliestStart(today, region, policy)]));
}

/** Whether a session starts too soon to be requested now: when it might have, and when it does; null when it does not. */
export function tooSoon(
  { startsOn, region }: Pick<SessionSnapshot, 'startsOn' | 'region'>,
  now: Instant,
  policy: Policy,
): { earliestStart: CalendarDay; startsOn: CalendarDay } | null {
  const earliest = earliestStart(parisDay(now), region, policy);
  return compareDays(startsOn, earliest) >= 0 ? null : { earliestStart: earliest, startsOn };
}
