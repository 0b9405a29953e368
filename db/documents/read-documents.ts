import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { TraineeReason } from '../../domain/dossier/cancellation-reasons.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { ProofMediaType, ProofReview } from '../../domain/dossier/proofs.ts';
import { type Queries, queries as queriesOf } from '../database.ts';
import { type DocumentActor, noteAccess } from './access-log.ts';
import type { DocumentVault } from './document-vault.ts';

/** What is known of a proof without opening it. */
export interface DocumentFacts {
  id: string;
  number: DossierNumber;
  reason: TraineeReason;
  mediaType: ProofMediaType;
  sizeBytes: number;
  /** Of the content as it was sent, in hexadecimal. */
  sha256: string;
  createdAt: Instant;
  /** Whether the dossier was cancelled by it: it then stays with the dossier. */
  used: boolean;
  review: ProofReview;
  reviewReason: string | null;
}

/** A proof that was opened. */
export interface OpenedDocument extends DocumentFacts {
  name: string;
  content: Buffer;
}

/** The proofs for a reason that a dossier holds and that nobody refused: those that a cancellation may rely on. */
export async function proofIdsFor(
  queries: Queries,
  number: string,
  reason: TraineeReason,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from dossier_documents
    where number = ${number} and purpose = 'force_majeure' and reason = ${reason} and review <> 'refused'
    order by created_at, id`.execute(queries);
  return rows.map(({ id }) => id);
}

/** Whether an operator has accepted one of the proofs for a reason. */
export async function isProofVerified(
  queries: Queries,
  number: string,
  reason: TraineeReason,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from dossier_documents
    where number = ${number} and purpose = 'force_majeure' and reason = ${reason} and review = 'accepted'
    limit 1`.execute(queries);
  return rows.length > 0;
}

/** A dossier's proofs with their names, in the order in which they came. */
export async function documentsOf(
  em: EntityManager,
  vault: DocumentVault,
  number: DossierNumber,
): Promise<(DocumentFacts & { name: string })[]> {
  const rows = await read(queriesOf(em), sql`document.number = ${number}`);
  return rows.map((row) => ({ ...factsOf(row), name: nameOf(vault, row) }));
}

/** The proofs that wait for somebody's judgement, those that were relied upon first, then the oldest; or simply all of them. */
export async function documentsToReview(
  em: EntityManager,
  { all }: { all: boolean },
): Promise<DocumentFacts[]> {
  const rows = await read(queriesOf(em), all ? sql`true` : sql`document.review = 'pending'`);
  return rows.map(factsOf).sort((a, b) => Number(b.used) - Number(a.used));
}

/** Opens a proof and notes who did; null when there is none of this id, or it belongs to another dossier than `of`. */
export async function openDocument(
  em: EntityManager,
  vault: DocumentVault,
  { id, by, of }: { id: string; by: DocumentActor; of: DossierNumber | null },
): Promise<OpenedDocument | null> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const [row] = await read(queries, sql`document.id = ${id}`);
    if (row === undefined || (of !== null && row.number !== of)) return null;
    await noteAccess(queries, { documentId: id, number: row.number, by, action: 'read' });
    return { ...factsOf(row), name: nameOf(vault, row), content: await contentOf(queries, vault, id) };
  });
}

/** Reads the content of a document that is there; whoever calls has noted who reads it. */
export async function contentOf(queries: Queries, vault: DocumentVault, id: string): Promise<Buffer> {
  const { rows } = await sql<{ ciphertext: Buffer; keyId: string }>`
    select content_ciphertext as ciphertext, key_id as "keyId" from dossier_documents where id = ${id}`.execute(
    queries,
  );
  return vault.open(rows[0] ?? { ciphertext: Buffer.alloc(0), keyId: '' }, id, 'content');
}

interface Row extends Omit<DocumentFacts, 'createdAt'> {
  /** Epoch milliseconds. */
  at: number;
  nameCiphertext: Buffer;
  keyId: string;
}

async function read(queries: Queries, condition: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select document.id, document.number, document.reason, document.media_type as "mediaType",
      document.size_bytes as "sizeBytes", encode(document.sha256, 'hex') as sha256,
      (extract(epoch from document.created_at) * 1000)::float8 as at,
      document.name_ciphertext as "nameCiphertext", document.key_id as "keyId", document.review,
      document.review_reason as "reviewReason",
      coalesce(dossier.snapshot -> 'closure' -> 'proofIds' ? document.id::text, false) as used
    from dossier_documents document left join dossiers dossier on dossier.number = document.number
    where document.purpose = 'force_majeure' and (${condition}) order by document.created_at, document.id`.execute(
    queries,
  );
  return rows;
}

function factsOf({ at, nameCiphertext: _name, keyId: _key, ...facts }: Row): DocumentFacts {
  return { ...facts, createdAt: new Date(Math.floor(at)).toISOString() as Instant };
}

function nameOf(vault: DocumentVault, { id, nameCiphertext, keyId }: Row): string {
  return vault.open({ ciphertext: nameCiphertext, keyId }, id, 'name').toString('utf8');
}
