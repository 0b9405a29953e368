import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { otherParty, type Party } from '../../domain/dossier/conversation.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Queries } from '../database.ts';
import { type AttachmentFacts, attachmentsOf } from '../documents/attachments.ts';
import type { DocumentVault } from '../documents/document-vault.ts';
import type { Sender } from '../organisation/sender.ts';

/** A message that was opened. */
export interface OpenedMessage {
  id: string;
  /** Its place among all messages: rises. */
  seq: number;
  author: Party;
  /** Who of the organisation wrote it: for its own people alone. Null for the trainee's messages. */
  sender: Sender | null;
  text: string;
  sentAt: Instant;
  /** When the other side said that it read it. */
  readAt: Instant | null;
  attachments: AttachmentFacts[];
}

interface Row {
  id: string;
  seq: number;
  author: Party;
  sender: Sender | null;
  ciphertext: Buffer;
  keyId: string;
  sentMs: number;
  readMs: number | null;
}

/** Reads a dossier's messages, newest first, before a place among them; all with no limit. */
export async function messagesOf(
  queries: Queries,
  vault: DocumentVault,
  { number, before, limit }: { number: DossierNumber; before: number | null; limit: number | null },
): Promise<OpenedMessage[]> {
  const earlier = before === null ? sql`` : sql`and seq < ${before}`;
  return await read(queries, vault, sql`number = ${number} ${earlier} order by seq desc limit ${limit}`);
}

/** Reads one message; null when the dossier has none of this id. */
export async function messageOf(
  queries: Queries,
  vault: DocumentVault,
  { number, id }: { number: DossierNumber; id: string },
): Promise<OpenedMessage | null> {
  const [message] = await read(queries, vault, sql`number = ${number} and id = ${id}`);
  return message ?? null;
}

/** How many messages of the other side a reader has not read. */
export async function unreadBy(queries: Queries, number: DossierNumber, reader: Party): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::integer as unread from conversation_messages
    where number = ${number} and author = ${otherParty(reader)} and read_at is null`.execute(queries);
  return rows[0]?.unread ?? 0;
}

/** Notes that a reader has read the other side's messages up to one; what was read stays so. False when there is no such one. */
export async function markRead(
  queries: Queries,
  { number, reader, through, at }: { number: DossierNumber; reader: Party; through: string; at: Instant },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with last as (select seq from conversation_messages where number = ${number} and id = ${through}), marked as (
      update conversation_messages message set read_at = ${at} from last
      where message.number = ${number} and message.author = ${otherParty(reader)} and message.read_at is null
        and message.seq <= last.seq)
    select ${through}::text as id from last`.execute(queries);
  return rows.length > 0;
}

// A member who never gave a name is called by their address.
const senderOf = sql`case split_part(sent_by, ':', 1)
  when 'member' then (
    select jsonb_build_object('type', 'member', 'id', id, 'name', coalesce(name, email))
    from organisation_members where id = split_part(message.sent_by, ':', 2)::uuid)
  when 'key' then (
    select jsonb_build_object('type', 'key', 'id', id, 'name', name)
    from organisation_api_keys where id = split_part(message.sent_by, ':', 2)::uuid)
  end`;

async function read(
  queries: Queries,
  vault: DocumentVault,
  which: RawBuilder<unknown>,
): Promise<OpenedMessage[]> {
  const { rows } = await sql<Row>`
    select id, seq::float8 as seq, author, ${senderOf} as sender, body_ciphertext as ciphertext, key_id as "keyId",
      (extract(epoch from sent_at) * 1000)::float8 as "sentMs", (extract(epoch from read_at) * 1000)::float8 as "readMs"
    from conversation_messages message where ${which}`.execute(queries);
  const attachments = await attachmentsOf(
    queries,
    vault,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, seq, author, sender, ciphertext, keyId, sentMs, readMs }) => ({
    id,
    seq,
    author,
    sender,
    text: vault.open({ ciphertext, keyId }, id, 'message').toString('utf8'),
    sentAt: instantOf(sentMs),
    readAt: readMs === null ? null : instantOf(readMs),
    attachments: attachments.filter(({ messageId }) => messageId === id),
  }));
}

function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}
