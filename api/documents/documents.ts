import { deleteDocument } from '../../db/documents/judge-document.ts';
import { documentsOf, openDocument } from '../../db/documents/read-documents.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { largestProofBytes, proofQuota } from '../../domain/dossier/proofs.ts';
import { stateOf } from '../dossiers/access.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { done, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { documentView } from './document-view.ts';

type From = Exchange<TraineeCaller>;

/** The proofs of the caller's dossier, and how much it may hold. Throws `dossier_not_found`. */
export async function listDocuments({ em, caller, services }: From, number: DossierNumber) {
  await stateOf(em, caller, number);
  const items = (await documentsOf(em, services.documents, number)).map(documentView);
  return { items, limits: { ...proofQuota, bytesEach: largestProofBytes } };
}

/** Sends a proof back to whoever gave it, to be saved and never shown in place. Throws `document_not_found`. */
export async function downloadDocument(
  { em, caller, services }: From,
  number: DossierNumber,
  id: string,
): Promise<Reply> {
  await stateOf(em, caller, number);
  const document = await openDocument(em, services.documents, { id, by: `trainee:${caller.id}`, of: number });
  if (document === null) throw new Problem('document_not_found');
  const { mediaType, name, content } = document;
  return { status: 200, download: { type: mediaType, name, body: content } };
}

/** Deletes a proof that no cancellation relied on. Throws `document_not_found`, `document_in_use`. */
export async function removeDocument(
  { em, caller }: From,
  number: DossierNumber,
  id: string,
): Promise<Reply> {
  await stateOf(em, caller, number);
  const outcome = await deleteDocument(em, { id, of: number, by: `trainee:${caller.id}` });
  if (outcome === 'absent') throw new Problem('document_not_found');
  if (outcome === 'used') throw new Problem('document_in_use');
  return done;
}
