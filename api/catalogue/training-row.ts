import { sql } from 'kysely';
import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import type { Bookable } from './bookable.ts';

/** A training as a list shows it. */
export type TrainingItem = ReturnType<typeof trainingItem>;

/** A row of `trainingColumns`. */
export interface TrainingRow {
  id: string;
  title: string;
  certification: string | null;
  subject: string | null;
  exit_level: string | null;
  rncp_code: string | null;
  organisation_id: string;
  organisation_name: string;
  department_code: string | null;
  department_name: string | null;
  region_name: string | null;
  hours_min: number | null;
  hours_max: number | null;
  price_min_cents: number | null;
  price_max_cents: number | null;
  open_sessions: number;
  next_start: CalendarDay | null;
}

/** What every reading of trainings selects from `training`, `organisation` and `upcoming`. */
export const trainingColumns = sql`
  training.id, training.title, training.certification, training.subject, training.exit_level, training.rncp_code,
  training.organisation_id, organisation.name as organisation_name, training.department_code, training.department_name,
  training.region_name, training.hours_min, training.hours_max, training.price_min_cents, training.price_max_cents,
  upcoming.open_sessions, upcoming.next_start`;

/** Joins a training's organisation and its sessions that can be requested now. */
export const trainingJoins = (bookable: Bookable) => sql`
  join organisations organisation on organisation.id = training.organisation_id
  cross join lateral (
    select count(*)::integer as open_sessions, min(starts_on)::text as next_start
    from training_sessions session
    where session.training_id = training.id and ${bookable}
  ) upcoming`;

/** Shapes a row as the API shows it. */
export function trainingItem(row: TrainingRow) {
  return {
    id: row.id,
    title: row.title,
    certification: row.certification,
    subject: row.subject,
    exitLevel: row.exit_level,
    rncpCode: row.rncp_code,
    organisation: { id: row.organisation_id, name: row.organisation_name },
    department:
      row.department_code === null ? null : { code: row.department_code, name: row.department_name },
    region: row.region_name,
    hours: { min: row.hours_min, max: row.hours_max },
    priceCents: { min: row.price_min_cents, max: row.price_max_cents },
    openSessions: row.open_sessions,
    nextSessionStartsOn: row.next_start,
  };
}
