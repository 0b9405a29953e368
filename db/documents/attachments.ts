import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Party } from '../../domain/dossier/conversation.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { ProofMediaType } from '../../domain/dossier/proofs.ts';
import { type Queries, queries as queriesOf } from '../database.ts';
import { type DocumentActor, noteAccess } from './access-log.ts';
import type { DocumentVault } from './document-vault.ts';
import { contentOf } from './read-documents.ts';

/** What is known of an attachment without opening it. */
export interface AttachmentFacts {
  id: string;
  /** The message that it goes with; null until that is sent. */
  messageId: string | null;
  name: string;
  mediaType: ProofMediaType;
  sizeBytes: number;
}

interface Row extends Omit<AttachmentFacts, 'name'> {
  nameCiphertext: Buffer;
  keyId: string;
}

const columns = sql`id, message_id as "messageId", media_type as "mediaType", size_bytes as "sizeBytes",
  name_ciphertext as "nameCiphertext", key_id as "keyId"`;

/** Reads what goes with some messages, in the order in which it was given. */
export async function attachmentsOf(
  queries: Queries,
  vault: DocumentVault,
  messageIds: readonly string[],
): Promise<AttachmentFacts[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<Row>`
    select ${columns} from dossier_documents where message_id in (${sql.join(messageIds)})
    order by created_at, id`.execute(queries);
  return rows.map((row) => factsOf(vault, row));
}

/** One attachment as its own side, or once it is sent the other, may know it; null when it is none of theirs. */
export async function attachmentFor(
  queries: Queries,
  vault: DocumentVault,
  { id, number, party }: { id: string; number: DossierNumber; party: Party },
): Promise<AttachmentFacts | null> {
  const own = party === 'trainee' ? sql`uploaded_by is not null` : sql`organisation_id is not null`;
  const { rows } = await sql<Row>`
    select ${columns} from dossier_documents
    where id = ${id} and number = ${number} and purpose = 'message' and (message_id is not null or ${own})`.execute(
    queries,
  );
  return rows[0] === undefined ? null : factsOf(vault, rows[0]);
}

/** Opens an attachment and notes who did; null like {@link attachmentFor}. */
export async function openAttachment(
  em: EntityManager,
  vault: DocumentVault,
  { by, ...which }: { id: string; number: DossierNumber; party: Party; by: DocumentActor },
): Promise<(AttachmentFacts & { content: Buffer }) | null> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const facts = await attachmentFor(queries, vault, which);
    if (facts === null) return null;
    await noteAccess(queries, { documentId: which.id, number: which.number, by, action: 'read' });
    return { ...facts, content: await contentOf(queries, vault, which.id) };
  });
}

/**
 * Gives unused attachments of one side to a message, in the transaction that posts it.
 * @returns false when one of them is not there, is another side's, or went with another message.
 */
export async function giveToMessage(
  queries: Queries,
  message: { id: string; number: DossierNumber; party: Party; attachmentIds: readonly string[] },
): Promise<boolean> {
  const { id, number, party, attachmentIds } = message;
  if (attachmentIds.length === 0) return true;
  const own = party === 'trainee' ? sql`uploaded_by is not null` : sql`organisation_id is not null`;
  const { rows } = await sql<{ id: string }>`
    update dossier_documents set message_id = ${id}
    where id in (${sql.join(attachmentIds)}) and number = ${number} and purpose = 'message' and message_id is null
      and ${own} returning id`.execute(queries);
  return rows.length === attachmentIds.length;
}

/** Erases what was uploaded for a message that nobody sent within a day; gives how much it was. */
export async function eraseUnusedAttachments(em: EntityManager): Promise<number> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const { rows } = await sql<{ id: string; number: DossierNumber }>`
      delete from dossier_documents
      where purpose = 'message' and message_id is null and created_at < now() - interval '1 day'
      returning id, number`.execute(queries);
    for (const { id, number } of rows) {
      await noteAccess(queries, { documentId: id, number, by: 'service', action: 'deleted' });
    }
    return rows.length;
  });
}

function factsOf(vault: DocumentVault, { nameCiphertext, keyId, ...facts }: Row): AttachmentFacts {
  const name = vault.open({ ciphertext: nameCiphertext, keyId }, facts.id, 'name').toString('utf8');
  return { ...facts, name };
}
