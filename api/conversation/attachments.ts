import { queries } from '../../db/database.ts';
import { attachmentFor, openAttachment } from '../../db/documents/attachments.ts';
import { keepDocument, type NotTaken, refusalOfDocument } from '../../db/documents/keep-document.ts';
import { attachmentQuota } from '../../domain/dossier/conversation.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { fileKindOf } from '../documents/file-kind.ts';
import { fileNameFor } from '../documents/file-name.ts';
import { stateOf } from '../dossiers/access.ts';
import { messageIdOf, uuidOf } from '../dossiers/message-id.ts';
import type { Caller } from '../http/caller.ts';
import { created, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { attachmentView } from './message-view.ts';
import { actorOf, conversationPath } from './party.ts';

type From = Exchange<Caller>;

/** Refuses files before they are read: of a dossier that is not the caller's, or whose conversation takes none. */
export async function admitAttachment(exchange: From, number: DossierNumber): Promise<void> {
  const { em, caller } = exchange;
  // Whose dossier it is comes first: a stranger learns nothing, not even what is wrong with the file.
  const state = await stateOf(em, caller, number);
  const use = { purpose: 'message', party: caller.role, partyId: caller.id } as const;
  const refusal = await refusalOfDocument(em, { id: attachmentId(exchange, number), number, use, state });
  if (refusal !== null) throw notTaken(refusal);
}

/** Keeps a file for a message that is to follow within a day; the same request again gives the same file. */
export async function attach(
  exchange: From,
  number: DossierNumber,
  { name: sentName, content }: { name: string; content: Buffer },
): Promise<Reply> {
  const { em, caller, services } = exchange;
  await stateOf(em, caller, number);
  const mediaType = await fileKindOf(content);
  const name = fileNameFor(sentName, mediaType);
  const id = attachmentId(exchange, number);
  const outcome = await keepDocument(em, services.documents, {
    ...{ id, number, name, content, mediaType, by: actorOf(caller) },
    use: { purpose: 'message', party: caller.role, partyId: caller.id },
  });
  if (outcome.outcome === 'reused') throw new Problem('idempotency_key_reused');
  if (outcome.outcome === 'full' || outcome.outcome === 'closed') throw notTaken(outcome);
  const kept = await attachmentFor(queries(em), services.documents, { id, number, party: caller.role });
  if (kept === null) throw new Problem('document_not_found');
  return created(`${conversationPath(caller, number)}/attachments/${id}`, attachmentView(kept));
}

function attachmentId({ caller, idempotencyKey }: From, number: DossierNumber): string {
  return uuidOf(`attachment ${number} ${messageIdOf(caller, idempotencyKey)}`);
}

function notTaken(refusal: NotTaken): Problem {
  return refusal.outcome === 'full'
    ? new Problem('too_many_attachments', { details: { ...attachmentQuota } })
    : new Problem('conversation_closed', { details: { state: refusal.state } });
}

/** Sends an attachment back to either side, to be saved and never shown in place. Throws `document_not_found`. */
export async function downloadAttachment(
  { em, caller, services }: From,
  number: DossierNumber,
  id: string,
): Promise<Reply> {
  await stateOf(em, caller, number);
  const opened = await openAttachment(em, services.documents, {
    ...{ id, number, party: caller.role, by: actorOf(caller) },
  });
  if (opened === null) throw new Problem('document_not_found');
  const { mediaType, name, content } = opened;
  return { status: 200, download: { type: mediaType, name, body: content } };
}
