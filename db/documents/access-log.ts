import { sql } from 'kysely';
import type { Queries } from '../database.ts';
import type { DocumentAction } from '../entities/documents.ts';

/**
 * Who touches a document: its trainee, or a member or key of the organisation, by id; an operator by the name that they go by;
 * the service itself.
 */
export type DocumentActor =
  `trainee:${string}` | `member:${string}` | `key:${string}` | `operator:${string}` | 'service';

/** Notes an access to a document, for good; in the transaction that makes the access. */
export async function noteAccess(
  queries: Queries,
  access: { documentId: string; number: string; by: DocumentActor; action: DocumentAction },
): Promise<void> {
  const { documentId, number, by, action } = access;
  await sql`insert into dossier_document_accesses (document_id, number, by, action)
    values (${documentId}, ${number}, ${by}, ${action})`.execute(queries);
}
