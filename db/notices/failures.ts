import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { failedStatuses, type NoticeStatus } from '../../domain/notices/notice-kinds.ts';
import type { Queries } from '../database.ts';

/** A notice that did not reach its reader, without any address. */
export interface FailedNotice {
  id: string;
  audience: string;
  recipientId: string;
  kind: string;
  dossierNumber: string | null;
  status: NoticeStatus;
  reason: string | null;
  atMs: number;
}

/** Lists the notices that failed, newest first. */
export async function failedNotices(queries: Queries, limit: number): Promise<FailedNotice[]> {
  const { rows } = await sql<FailedNotice>`
    select id, audience, recipient_id as "recipientId", kind, dossier_number as "dossierNumber", status, reason,
      (extract(epoch from settled_at) * 1000)::float8 as "atMs"
    from notices where status in (${sql.join(failedStatuses)})
    order by settled_at desc, seq desc limit ${limit}`.execute(queries);
  return rows;
}

/** Tells whether the last mail to a trainee's present address did not arrive: a changed address starts afresh. */
export async function hasMailProblem(
  queries: Queries,
  { traineeId, email }: { traineeId: string; email: string },
): Promise<boolean> {
  const { rows } = await sql<{ status: NoticeStatus }>`
    select status from notices
    where recipient_id = ${traineeId} and audience = 'trainee' and address_digest = ${digestOfAddress(email)}
      and status not in ('planned', 'superseded', 'sent')
    order by settled_at desc, seq desc limit 1`.execute(queries);
  const [last] = rows;
  return last !== undefined && failedStatuses.includes(last.status);
}

/** What stands for an address where it must be recognised and not read. */
export function digestOfAddress(email: string): Buffer {
  return createHash('sha256').update(email.trim().toLowerCase()).digest();
}
