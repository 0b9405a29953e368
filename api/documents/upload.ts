import { keepDocument, type NotTaken, refusalOfDocument } from '../../db/documents/keep-document.ts';
import { documentsOf } from '../../db/documents/read-documents.ts';
import type { TraineeReason } from '../../domain/dossier/cancellation-reasons.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { proofQuota } from '../../domain/dossier/proofs.ts';
import { stateOf } from '../dossiers/access.ts';
import { messageIdOf, uuidOf } from '../dossiers/message-id.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { created, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { refused } from '../problems/refused.ts';
import { documentView } from './document-view.ts';
import { fileKindOf } from './file-kind.ts';
import { fileNameFor } from './file-name.ts';

/** A file that a trainee sends as a proof. */
export interface Upload {
  number: DossierNumber;
  reason: TraineeReason;
  name: string;
  content: Buffer;
}

/** Refuses a proof before it is read: of a dossier that is not the caller's, or that takes none. */
export async function admitProof(exchange: Exchange<TraineeCaller>, number: DossierNumber): Promise<void> {
  const { em, caller } = exchange;
  // Whose dossier it is comes first: a stranger learns nothing, not even this.
  const state = await stateOf(em, caller, number);
  const use = { purpose: 'force_majeure', traineeId: caller.id } as const;
  const refusal = await refusalOfDocument(em, { id: proofId(exchange, number), number, use, state });
  if (refusal !== null) throw notTaken(refusal);
}

/** Keeps a proof with the caller's dossier; the same request again gives the same document. */
export async function upload(exchange: Exchange<TraineeCaller>, sent: Upload): Promise<Reply> {
  const { em, caller, services } = exchange;
  const { number, reason, content } = sent;
  await stateOf(em, caller, number);
  const mediaType = await fileKindOf(content);
  const name = fileNameFor(sent.name, mediaType);
  const id = proofId(exchange, number);
  const kept = await keepDocument(em, services.documents, {
    ...{ id, number, name, content, mediaType, by: `trainee:${caller.id}` },
    use: { purpose: 'force_majeure', traineeId: caller.id, reason },
  });
  if (kept.outcome === 'reused') throw new Problem('idempotency_key_reused');
  if (kept.outcome === 'full' || kept.outcome === 'closed') throw notTaken(kept);
  const document = (await documentsOf(em, services.documents, number)).find((one) => one.id === id);
  if (document === undefined) throw new Problem('document_not_found');
  return created(`/api/dossiers/${number}/documents/${id}`, documentView(document));
}

function proofId({ caller, idempotencyKey }: Exchange<TraineeCaller>, number: DossierNumber): string {
  return uuidOf(`document ${number} ${messageIdOf(caller, idempotencyKey)}`);
}

function notTaken(refusal: NotTaken): Problem {
  return refusal.outcome === 'full'
    ? new Problem('too_many_documents', { details: { ...proofQuota } })
    : refused({ refused: 'not_allowed_in_state', state: refusal.state });
}
