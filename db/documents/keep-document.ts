import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { ProofMediaType } from '../../domain/dossier/proofs.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import { type Queries, queries as queriesOf } from '../database.ts';
import { lockDossier } from '../recording/read-dossier.ts';
import { type DocumentActor, noteAccess } from './access-log.ts';
import { type DocumentGiver, type DocumentUse, giverOf, useRules } from './document-use.ts';
import type { DocumentVault } from './document-vault.ts';

/** A document to keep; its content was checked before. */
export interface NewDocument {
  id: string;
  number: DossierNumber;
  use: DocumentUse;
  by: DocumentActor;
  name: string;
  mediaType: ProofMediaType;
  content: Buffer;
}

/**
 * What became of it: `known` when this very document is there already, `reused` when its id stands for another one, `closed`
 * when the dossier takes none in its state, `full` when it holds as much as it may.
 */
export type Kept = { outcome: 'kept' | 'known' | 'reused' } | NotTaken;

/** Why a dossier takes no document, whatever is in it. */
export type NotTaken = { outcome: 'full' } | { outcome: 'closed'; state: DossierState };

/** Keeps a document, encrypted, if its dossier still takes one of its use. The same one again changes nothing. */
export async function keepDocument(
  em: EntityManager,
  vault: DocumentVault,
  document: NewDocument,
): Promise<Kept> {
  const sha256 = createHash('sha256').update(document.content).digest();
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const dossier = await lockDossier(queries, document.number);
    if (dossier === null) throw new Error(`dossier ${document.number} has no record`);
    const known = await knownAs(queries, document.id);
    if (known !== null) {
      const isSame = known.sha256.equals(sha256) && known.reason === reasonOf(document.use);
      return { outcome: isSame ? 'known' : 'reused' };
    }
    const { state } = dossier;
    if (!useRules[document.use.purpose].takes(state)) return { outcome: 'closed', state };
    if (!(await hasRoomFor(queries, { ...document, bytes: document.content.length })))
      return { outcome: 'full' };
    await insert(queries, vault, document, sha256);
    return { outcome: 'kept' };
  });
}

/**
 * Says beforehand why a document would not be kept, whatever its content; null when it may be sent. One that is there already may
 * be sent again.
 */
export async function refusalOfDocument(
  em: EntityManager,
  { state, ...document }: { id: string; number: DossierNumber; use: DocumentGiver; state: DossierState },
): Promise<NotTaken | null> {
  const queries = queriesOf(em);
  if ((await knownAs(queries, document.id)) !== null) return null;
  if (!useRules[document.use.purpose].takes(state)) return { outcome: 'closed', state };
  return (await hasRoomFor(queries, { ...document, bytes: 1 })) ? null : { outcome: 'full' };
}

async function knownAs(
  queries: Queries,
  id: string,
): Promise<{ sha256: Buffer; reason: string | null } | null> {
  const { rows } = await sql<{ sha256: Buffer; reason: string | null }>`
    select sha256, reason from dossier_documents where id = ${id}`.execute(queries);
  return rows[0] ?? null;
}

async function hasRoomFor(
  queries: Queries,
  { number, use, bytes: added }: { number: DossierNumber; use: DocumentGiver; bytes: number },
): Promise<boolean> {
  const { traineeId, organisationId } = giverOf(use);
  const { rows } = await sql<{ documents: number; bytes: number }>`
    select count(*)::integer as documents, coalesce(sum(size_bytes), 0)::integer as bytes
    from dossier_documents where number = ${number} and purpose = ${use.purpose}
      and (uploaded_by = ${traineeId}::uuid or organisation_id = ${organisationId}::uuid)`.execute(queries);
  const { documents = 0, bytes = 0 } = rows[0] ?? {};
  const { quota } = useRules[use.purpose];
  return documents < quota.documents && bytes + added <= quota.bytes;
}

async function insert(
  queries: Queries,
  vault: DocumentVault,
  document: NewDocument,
  sha256: Buffer,
): Promise<void> {
  const { id, number, use, by, mediaType, content } = document;
  const { traineeId, organisationId } = giverOf(use);
  const sealed = vault.seal(content, id, 'content');
  const name = vault.seal(Buffer.from(document.name, 'utf8'), id, 'name');
  await sql`
    insert into dossier_documents (id, number, uploaded_by, organisation_id, purpose, reason, media_type, size_bytes,
      sha256, name_ciphertext, content_ciphertext, key_id)
    values (${id}, ${number}, ${traineeId}, ${organisationId}, ${use.purpose}, ${reasonOf(use)}, ${mediaType},
      ${content.length}, ${sha256}, ${name.ciphertext}, ${sealed.ciphertext}, ${sealed.keyId})`.execute(
    queries,
  );
  await noteAccess(queries, { documentId: id, number, by, action: 'added' });
}

function reasonOf(use: DocumentUse): string | null {
  return use.purpose === 'force_majeure' ? use.reason : null;
}
