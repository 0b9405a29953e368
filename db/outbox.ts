import { sql } from 'kysely';
import type { Queries } from './database.ts';

/**
 * How long what waits to leave is claimed for one attempt, in milliseconds: longer than an attempt lasts, and what a worker had
 * claimed when it died is taken up by another so much later.
 */
export const claimMs = 20_000;

/** The tables of what waits to leave. */
export type Outbox = 'notices' | 'webhook_deliveries';

/** Tells every worker that something may leave which had to wait, as the insertion of a row does. */
export async function tellOutboxChanged(queries: Queries, outbox: Outbox): Promise<void> {
  await sql`select pg_notify('outbox_changed', ${outbox})`.execute(queries);
}

/** The end of a claim that is made now. */
export function claimedFor(ms: number) {
  return sql`now() + make_interval(secs => ${ms / 1000}::float8)`;
}

/**
 * The lines of the timeline that nobody has planned yet, as a common table `marked` for a statement: all those of some dossiers,
 * oldest first, and marked as planned. Others that plan at the same moment get other dossiers: no version overtakes the one before.
 */
export function unplannedEvents(mark: 'planned_at' | 'webhooks_planned_at', dossiers: number) {
  const isUnplanned = (row: string) => sql`${sql.ref(`${row}.${mark}`)} is null`;
  return sql`
    head as (
      select number, version from dossier_events event
      where ${isUnplanned('event')} and not exists (
        select from dossier_events earlier
        where earlier.number = event.number and earlier.version < event.version and ${isUnplanned('earlier')})
      order by at, number, version limit ${dossiers} for update skip locked
    ), marked as (
      update dossier_events event set ${sql.ref(mark)} = now() from head
      where event.number = head.number and event.version >= head.version and ${isUnplanned('event')}
      returning event.*
    )`;
}
