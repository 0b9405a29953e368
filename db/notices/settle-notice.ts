import { sql } from 'kysely';
import type { AccountNoticeKind, Audience, DossierNoticeKind } from '../../domain/notices/notice-kinds.ts';
import type { Queries } from '../database.ts';

/** A notice that waits to be sent. */
export interface PlannedNotice {
  id: string;
  audience: Audience;
  recipientId: string;
  kind: DossierNoticeKind | AccountNoticeKind;
  dossierNumber: string | null;
  dossierVersion: number | null;
  messageId: string;
  /** Epoch milliseconds. */
  eventAtMs: number;
}

/** What was decided about a notice; what the mail service tells of it later is recorded from its events. */
export type Settlement =
  | { status: 'sent'; mailId: string | null; addressDigest: Buffer }
  | { status: 'superseded'; reason: string }
  | { status: 'refused'; reason: string; addressDigest: Buffer | null };

/** The columns of a {@link PlannedNotice}. */
export const plannedColumns = sql`id, audience, recipient_id as "recipientId", kind, dossier_number as "dossierNumber",
  dossier_version as "dossierVersion", message_id as "messageId",
  (extract(epoch from event_at) * 1000)::float8 as "eventAtMs"`;

/** The first notices of a stream that are not settled: the one to send, and whether another follows. */
export async function nextNotices(queries: Queries, stream: string): Promise<PlannedNotice[]> {
  const { rows } = await sql<PlannedNotice>`
    select ${plannedColumns} from notices where stream = ${stream} and status = 'planned'
    order by dossier_version nulls last, seq limit 2`.execute(queries);
  return rows;
}

/** Records what was decided about a notice, unless the mail service has told of it meanwhile. */
export async function settleNotice(queries: Queries, id: string, settlement: Settlement): Promise<void> {
  const { status } = settlement;
  const reason = settlement.status === 'sent' ? null : settlement.reason;
  const digest = settlement.status === 'superseded' ? null : settlement.addressDigest;
  const mailId = settlement.status === 'sent' ? settlement.mailId : null;
  await sql`
    update notices set
      status = case when status = 'planned' then ${status} else status end,
      reason = case when status = 'planned' then ${reason} else reason end, address_digest = ${digest}, mail_id = coalesce(${mailId}, mail_id), settled_at = now()
    where id = ${id} and (status = 'planned' or address_digest is null)`.execute(queries);
}
