import { postMessage } from '../../db/conversation/post-message.ts';
import { messageOf } from '../../db/conversation/read-messages.ts';
import { queries } from '../../db/database.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { stateOf } from '../dossiers/access.ts';
import { messageIdOf, uuidOf } from '../dossiers/message-id.ts';
import type { Caller } from '../http/caller.ts';
import { created, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { messageView } from './message-view.ts';
import { actorOf, conversationPath } from './party.ts';

/** Sends a message to the other side of a dossier; the same request again gives the same message. */
export async function post(
  { em, caller, services, idempotencyKey, receivedAt }: Exchange<Caller>,
  number: DossierNumber,
  { text, attachments }: { text: string; attachments: readonly string[] },
): Promise<Reply> {
  await stateOf(em, caller, number);
  const id = uuidOf(`message ${number} ${messageIdOf(caller, idempotencyKey)}`);
  const { outcome, ...rest } = await postMessage(em, services.documents, {
    ...{ id, number, author: caller.role, by: actorOf(caller) },
    ...{ text, attachmentIds: attachments, at: receivedAt },
  });
  if (outcome === 'closed') throw new Problem('conversation_closed', { details: rest });
  if (outcome === 'reused') throw new Problem('idempotency_key_reused');
  if (outcome === 'unattached') throw new Problem('attachment_not_usable');
  const message = await messageOf(queries(em), services.documents, { number, id });
  if (message === null) throw new Problem('message_not_found');
  return created(conversationPath(caller, number), messageView(message, caller.role));
}
