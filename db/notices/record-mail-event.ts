import { sql } from 'kysely';
import { type NoticeStatus, noticeStatuses } from '../../domain/notices/notice-kinds.ts';
import type { Queries } from '../database.ts';

/** What the mail service tells of a mail. */
export interface MailEventRecord {
  /** The service's id of the event: a repetition has the same. */
  id: string;
  noticeId: string;
  mailId: string;
  type: string;
  /** The status that it means. */
  status: NoticeStatus;
  /** A code that says why, when the mail did not arrive. */
  reason: string | null;
  at: string;
}

/**
 * Records an event once; the notice keeps the latest status in the order in which things happen, whatever comes first.
 * @returns false when the notice is not known or the event was recorded before.
 */
export async function recordMailEvent(queries: Queries, event: MailEventRecord): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with noted as (
      insert into mail_events (id, notice_id, type, at)
      select ${event.id}, id, ${event.type}, ${event.at}::timestamptz from notices where id = ${event.noticeId}
      on conflict (id) do nothing returning notice_id
    ), moved as (
      update notices set status = ${event.status}, reason = ${event.reason}, mail_id = ${event.mailId},
        settled_at = now()
      from noted where notices.id = noted.notice_id
        and array_position(${ranks()}::text[], status) < array_position(${ranks()}::text[], ${event.status}))
    select notice_id as id from noted`.execute(queries);
  return rows.length === 1;
}

function ranks(): string {
  return `{${noticeStatuses.join(',')}}`;
}
