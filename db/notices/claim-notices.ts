import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { MailRef } from '../../domain/notices/mail-ref.ts';
import type { Queries } from '../database.ts';
import { claimedFor, claimMs } from '../outbox.ts';
import { plannedColumns, type PlannedNotice } from './settle-notice.ts';

/** A mail that this worker alone sends for now: the notice, or the first of the digest. */
export interface ClaimedMail {
  ref: MailRef;
  notice: PlannedNotice;
}

/** When a notice may leave. */
const due = sql`coalesce(notice.hold_until, notice.planned_at)`;

/** What leaves first in a stream: by version, a message after the event that it follows; a digest in the order of its mornings. */
const place = (row: string) => sql`(coalesce(${sql.ref(`${row}.hold_until`)}, '-infinity'),
  coalesce(${sql.ref(`${row}.dossier_version`)}, 2147483647), ${sql.ref(`${row}.kind`)} = 'message', ${sql.ref(`${row}.seq`)})`;

/**
 * Claims the first mails of streams of which nobody sends anything, those that wait longest first. Whoever claims sends them
 * before the claim ends, or lets it end: somebody else then takes them up.
 */
export async function claimMails(queries: Queries, limit: number): Promise<ClaimedMail[]> {
  const { rows } = await sql<PlannedNotice & { stream: string; holdMs: number | null }>`
    with head as (
      select notice.id from notices notice
      where notice.status = 'planned' and ${due} <= now()
        and (notice.claimed_until is null or notice.claimed_until <= now())
        and not exists (
          select from notices other
          where other.stream = notice.stream and other.status = 'planned' and other.id <> notice.id
            and (other.claimed_until > now() or ${place('other')} < ${place('notice')}))
        -- What is not planned yet may have to leave before.
        and not exists (
          select from dossier_events event where event.number = notice.dossier_number and event.planned_at is null)
      order by ${due}, notice.seq limit ${limit} for update of notice skip locked)
    update notices set claimed_until = ${claimedFor(claimMs)} from head where notices.id = head.id
    returning ${plannedColumns}, stream, (extract(epoch from hold_until) * 1000)::float8 as "holdMs"`.execute(
    queries,
  );
  return rows.map(({ stream, holdMs, ...notice }) => ({
    notice,
    ref: holdMs === null ? { notice: notice.id } : { digest: stream, dueAt: instantOf(holdMs) },
  }));
}

/** The notices of a mail that are not settled. */
export async function noticesOfMail(queries: Queries, ref: MailRef): Promise<PlannedNotice[]> {
  const { rows } = await sql<PlannedNotice>`
    select ${plannedColumns} from notices where ${of(ref)} and status = 'planned' order by seq`.execute(
    queries,
  );
  return rows;
}

/** Claims a mail for longer, or again; without effect once it is settled. */
export async function keepMailClaim(queries: Queries, ref: MailRef, ms: number): Promise<void> {
  await sql`
    update notices set claimed_until = ${claimedFor(ms)}
    where status = 'planned' and id = (
      select id from notices where ${of(ref)} and status = 'planned'
      order by claimed_until desc nulls last, seq limit 1)`.execute(queries);
}

function of(ref: MailRef) {
  return 'notice' in ref
    ? sql`id = ${ref.notice}`
    : sql`stream = ${ref.digest} and hold_until = ${ref.dueAt}::timestamptz`;
}

function instantOf(ms: number): Instant {
  return new Date(ms).toISOString() as Instant;
}
