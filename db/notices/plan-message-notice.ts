import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { type DigestRhythm, digestFor, digestStream } from '../../domain/notices/digest.ts';
import type { Audience } from '../../domain/notices/notice-kinds.ts';
import type { Queries } from '../database.ts';

/** A message that somebody is to hear of. */
export interface ToldMessage {
  id: string;
  number: DossierNumber;
  /** The dossier's, when it was posted. */
  version: number;
  audience: Audience;
  recipientId: string;
  at: Instant;
}

/**
 * Plans the mail that tells of a message, in the transaction that posts it and holds the dossier. A mail of the last ten
 * minutes that tells of another one, which is still unread, tells of this one too.
 */
export async function planMessageNotice(queries: Queries, message: ToldMessage): Promise<void> {
  const { id, number, version, audience, recipientId, at } = message;
  const isHeld = audience === 'organisation' && (await rhythmOf(queries, recipientId)) !== 'at_once';
  const stream = isHeld ? digestStream(recipientId) : `${number}-${audience}`;
  await sql`
    insert into notices (id, stream, audience, recipient_id, kind, dossier_number, dossier_version, message_id, event_at,
      hold_until)
    select ${`${number}-message-${id}`}::text, ${stream}::text, ${audience}::text, ${recipientId}::uuid, 'message',
      ${number}::text, ${version}::integer, ${id}::text, ${at}::timestamptz,
      ${isHeld ? digestFor(at, Date.now()) : null}::timestamptz
    where not exists (
      select from notices earlier join conversation_messages told on told.id::text = earlier.message_id
      where earlier.dossier_number = ${number} and earlier.audience = ${audience} and earlier.kind = 'message'
        and earlier.status in ('planned', 'sent', 'delivered') and told.read_at is null
        and earlier.event_at > ${at}::timestamptz - interval '10 minutes')`.execute(queries);
}

async function rhythmOf(queries: Queries, organisationId: string): Promise<DigestRhythm> {
  const { rows } = await sql<{ digest: DigestRhythm }>`
    select digest from organisations where id = ${organisationId}`.execute(queries);
  return rows[0]?.digest ?? 'at_once';
}
