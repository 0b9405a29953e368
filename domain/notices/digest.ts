import { businessDayAfter, isBusinessDay } from '../calendar/business-days.ts';
import { atParisTime, compareInstants, instant, type Instant, parisDay } from '../calendar/paris-time.ts';

/** When an organisation hears of news: at once, or together each business morning. */
export const digestRhythms = ['at_once', 'each_business_morning'] as const;

/** One of {@link digestRhythms}. */
export type DigestRhythm = (typeof digestRhythms)[number];

const digestTime = '08:30';

/** The next digest after an instant: 08:30 in Paris on a business day (metropolitan: an organisation may have several sites). */
export function nextDigestAt(after: Instant): Instant {
  const today = parisDay(after);
  const todays = atParisTime(today, digestTime);
  const isStillToCome = isBusinessDay(today, 'metropole') && compareInstants(after, todays) < 0;
  return isStillToCome ? todays : atParisTime(businessDayAfter(today, 1, 'metropole'), digestTime);
}

/** Planning takes no longer: what is planned for a digest is there before that leaves. */
const planningMs = 60_000;

/** The digest that tells of an event, planned now (epoch milliseconds): one that may be on its way already takes no more news. */
export function digestFor(eventAt: Instant, nowMs: number): Instant {
  return nextDigestAt(instant(Math.max(Date.parse(eventAt), nowMs + planningMs)));
}

/** The one builder of the stream of an organisation's digests. */
export function digestStream(organisationId: string): string {
  return `digest-${organisationId}`;
}
