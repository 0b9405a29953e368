import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { ProofReview } from '../../domain/dossier/proofs.ts';
import { type Queries, queries as queriesOf } from '../database.ts';
import { lockDossier } from '../recording/read-dossier.ts';
import { type DocumentActor, noteAccess } from './access-log.ts';

/** What an operator says of a proof; a refusal says why, in words that the trainee reads. */
export type Judgement = { review: 'accepted' } | { review: 'refused'; reason: string };

/** What became of a judgement: `already` when the same was said before, `other` when the other was. */
export type Judged = { outcome: 'judged' | 'already' | 'other'; used: boolean } | { outcome: 'absent' };

/** Records what an operator says of a proof, once. A refused proof counts for no cancellation from then on. */
export async function judgeDocument(
  em: EntityManager,
  { id, operator, judgement }: { id: string; operator: string; judgement: Judgement },
): Promise<Judged> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const document = await lockDocument(queries, id);
    if (document === null) return { outcome: 'absent' };
    const { number, review, used } = document;
    if (review !== 'pending') return { outcome: review === judgement.review ? 'already' : 'other', used };
    await sql`
      update dossier_documents set review = ${judgement.review}, reviewed_by = ${operator}, reviewed_at = now(),
        review_reason = ${judgement.review === 'refused' ? judgement.reason : null}
      where id = ${id}`.execute(queries);
    await noteAccess(queries, {
      documentId: id,
      number,
      by: `operator:${operator}`,
      action: judgement.review,
    });
    return { outcome: 'judged', used };
  });
}

/** Deletes a proof of a dossier, unless the dossier was cancelled by it. */
export async function deleteDocument(
  em: EntityManager,
  { id, of, by }: { id: string; of: DossierNumber; by: DocumentActor },
): Promise<'deleted' | 'used' | 'absent'> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const document = await lockDocument(queries, id);
    if (document === null || document.number !== of) return 'absent';
    if (document.used) return 'used';
    await sql`delete from dossier_documents where id = ${id}`.execute(queries);
    await noteAccess(queries, { documentId: id, number: of, by, action: 'deleted' });
    return 'deleted';
  });
}

/** Holds a document's dossier, so that no cancellation relies on it meanwhile, then says how it stands. */
async function lockDocument(
  queries: Queries,
  id: string,
): Promise<{ number: DossierNumber; review: ProofReview; used: boolean } | null> {
  const found = await sql<{ number: DossierNumber }>`
    select number from dossier_documents where id = ${id} and purpose = 'force_majeure'`.execute(queries);
  const number = found.rows[0]?.number;
  if (number === undefined) return null;
  const dossier = await lockDossier(queries, number);
  const { rows } = await sql<{ review: ProofReview }>`
    select review from dossier_documents where id = ${id}`.execute(queries);
  if (rows[0] === undefined) return null;
  return { number, ...rows[0], used: dossier?.closure?.proofIds?.includes(id) ?? false };
}
