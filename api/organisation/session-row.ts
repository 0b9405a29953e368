import { sql } from 'kysely';
import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import { frenchSessionDates } from '../../domain/calendar/french-dates.ts';
import type { HolidayRegion } from '../../domain/calendar/holidays.ts';

/** A row of `sessionColumns`. */
export interface SessionRow {
  id: string;
  trainingId: string;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  priceCents: number;
  hours: number | null;
  place: string;
  remote: boolean;
  hasPrerequisites: boolean;
  region: HolidayRegion;
  status: 'open' | 'closed';
}

/** What every reading of sessions selects from `session`. */
export const sessionColumns = sql`
  session.id, session.training_id as "trainingId", session.starts_on::text as "startsOn",
  session.ends_on::text as "endsOn", session.price_cents as "priceCents", session.hours, session.place, session.remote,
  session.has_prerequisites as "hasPrerequisites", session.region, session.status`;

/** A session as the API shows it. */
export function sessionView(row: SessionRow): SessionRow & { datesLabel: string } {
  return { ...row, datesLabel: frenchSessionDates(row.startsOn, row.endsOn) };
}
