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
export const plannedColumns = sql`notices.id, audience, recipient_id as "recipientId", kind, dossier_number as "dossierNumber",
  dossier_version as "dossierVersion", message_id as "messageId",
  (extract(epoch from event_at) * 1000)::float8 as "eventAtMs"`;

/** Records what was decided about notices, those apart of which the mail service has told meanwhile. */
export async function settleNotices(
  queries: Queries,
  settled: readonly { id: string; settlement: Settlement }[],
): Promise<void> {
  if (settled.length === 0) return;
  const rows = settled.map(({ id, settlement }) => ({
    id,
    status: settlement.status,
    reason: settlement.status === 'sent' ? null : settlement.reason,
    mailId: settlement.status === 'sent' ? settlement.mailId : null,
    digest: settlement.status === 'superseded' ? null : (settlement.addressDigest?.toString('hex') ?? null),
  }));
  await sql`
    update notices set
      status = case when notices.status = 'planned' then given.status else notices.status end,
      reason = case when notices.status = 'planned' then given.reason else notices.reason end,
      address_digest = decode(given.digest, 'hex'), mail_id = coalesce(given."mailId", mail_id), settled_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(id text, status text, reason text, "mailId" text, digest text)
    where notices.id = given.id and (notices.status = 'planned' or address_digest is null)`.execute(queries);
}
