import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Queries } from '../database.ts';
import { plannedColumns, type PlannedNotice } from './settle-notice.ts';

/** The notices of one morning's digest. */
export interface DueDigest {
  /** When it was due; with the stream it names the digest. */
  dueAt: Instant;
  notices: PlannedNotice[];
  /** Whether another morning's digest is due as well. */
  more: boolean;
}

/** The oldest digest of a stream that is due and not sent; null when there is none. */
export async function dueDigest(queries: Queries, stream: string, now: Instant): Promise<DueDigest | null> {
  const { rows } = await sql<PlannedNotice & { holdMs: number }>`
    select ${plannedColumns}, (extract(epoch from hold_until) * 1000)::float8 as "holdMs"
    from notices where stream = ${stream} and status = 'planned' and hold_until <= ${now}::timestamptz
    order by hold_until, seq`.execute(queries);
  const first = rows[0]?.holdMs;
  if (first === undefined) return null;
  const notices = rows.filter(({ holdMs }) => holdMs === first);
  return { dueAt: new Date(first).toISOString() as Instant, notices, more: notices.length < rows.length };
}

/** Leaves a notice to another morning. */
export async function holdUntil(queries: Queries, id: string, morning: Instant): Promise<void> {
  await sql`update notices set hold_until = ${morning}, handed_at = null
    where id = ${id} and status = 'planned'`.execute(queries);
}
