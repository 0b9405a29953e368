import { keepDocument, type NewDocument } from '../../db/documents/keep-document.ts';
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

/** Keeps a proof with the caller's dossier; the same request again gives the same document. */
export async function upload(exchange: Exchange<TraineeCaller>, sent: Upload): Promise<Reply> {
  const { em, caller, services, idempotencyKey } = exchange;
  const { number } = sent;
  // Whose dossier it is comes first: a stranger learns nothing, not even this.
  await stateOf(em, caller, number);
  const mediaType = await fileKindOf(sent.content);
  const id = uuidOf(`document ${number} ${messageIdOf(caller, idempotencyKey)}`);
  const { content, reason } = sent;
  const name = fileNameFor(sent.name, mediaType);
  const use = { purpose: 'force_majeure', traineeId: caller.id, reason } as const;
  await keep(exchange, { id, number, use, by: `trainee:${caller.id}`, name, content, mediaType });
  const document = (await documentsOf(em, services.documents, number)).find((kept) => kept.id === id);
  if (document === undefined) throw new Problem('document_not_found');
  return created(`/api/dossiers/${number}/documents/${id}`, documentView(document));
}

async function keep({ em, services }: Exchange, document: NewDocument): Promise<void> {
  const kept = await keepDocument(em, services.documents, document);
  switch (kept.outcome) {
    case 'kept':
    case 'known':
      return;
    case 'reused':
      throw new Problem('idempotency_key_reused');
    case 'full':
      throw new Problem('too_many_documents', { details: { ...proofQuota } });
    case 'closed':
      throw refused({ refused: 'not_allowed_in_state', state: kept.state });
  }
}
