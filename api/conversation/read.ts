import { z } from 'zod';
import { markRead, messagesOf, unreadBy } from '../../db/conversation/read-messages.ts';
import { queries } from '../../db/database.ts';
import { attachmentsPerMessage, longestMessage, takesMessages } from '../../domain/dossier/conversation.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { largestProofBytes } from '../../domain/dossier/proofs.ts';
import { stateOf } from '../dossiers/access.ts';
import type { Caller } from '../http/caller.ts';
import { pageOf, readCursor } from '../http/cursor.ts';
import { done, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { messageView } from './message-view.ts';

type From = Exchange<Caller>;

const limits = {
  characters: longestMessage,
  attachments: attachmentsPerMessage,
  attachmentBytes: largestProofBytes,
};

/** A page of a dossier's messages, newest first, and how many the caller's side has not read. Throws `dossier_not_found`. */
export async function readConversation(
  { em, caller, services }: From,
  number: DossierNumber,
  { page, limit }: { page?: string | undefined; limit: number },
) {
  const state = await stateOf(em, caller, number);
  const open = queries(em);
  const before = readCursor(page, z.int().positive());
  const messages = await messagesOf(open, services.documents, { number, before, limit: limit + 1 });
  const { items, nextPage } = pageOf(messages, limit, ({ seq }) => seq);
  return {
    items: items.map((message) => messageView(message, caller.role)),
    nextPage,
    unread: await unreadBy(open, number, caller.role),
    open: takesMessages(state),
    limits,
  };
}

/** Notes up to where the caller's side has read. Throws `dossier_not_found`, `message_not_found`. */
export async function markConversationRead(
  { em, caller, receivedAt }: From,
  number: DossierNumber,
  through: string,
): Promise<Reply> {
  await stateOf(em, caller, number);
  const isThere = await markRead(queries(em), { number, reader: caller.role, through, at: receivedAt });
  if (!isThere) throw new Problem('message_not_found');
  return done;
}
