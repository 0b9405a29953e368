import { z } from 'zod';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { admitAttachment, attach } from '../../conversation/attachments.ts';
import { post } from '../../conversation/post.ts';
import type { Caller } from '../../http/caller.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import type { Exchange, Form } from '../../http/route.ts';
import { filesOf, type SentFile } from '../../http/upload.ts';
import { invalidPart } from '../../problems/problem.ts';
import { newMessageSchema } from '../../schemas/conversation.ts';
import { contextOf, type PageContext } from '../context.ts';
import { leaveNotice } from '../frame/notice.ts';
import { messagesPath } from './show.ts';

const keptFile = z.object({ id: z.uuid() });
/** The problems that are about the files of a message. */
export const aboutFiles = {
  body_too_large: 'fichiers',
  too_many_files: 'fichiers',
  document_type_refused: 'fichiers',
  document_incomplete: 'fichiers',
  too_many_attachments: 'fichiers',
  attachment_not_usable: 'fichiers',
} as const;

/** Sends what a form holds, with its files, to the other side. */
export async function writeMessage(
  exchange: Exchange<Caller, { number: DossierNumber }, unknown, Form>,
): Promise<Reply> {
  const { params, body, req, caller } = exchange;
  const context = contextOf(req);
  const text = textOf(context, body);
  const attachments = await attachAll(exchange, params.number, filesOf(body));
  await post(exchange, params.number, { text, attachments });
  leaveNotice(req.session, 'message_sent');
  return seeOther(messagesPath(caller, params.number));
}

/** Reads the text before any file is kept. Throws `invalid_request`. */
function textOf({ texts: { messages: t } }: PageContext, body: Form): string {
  const typed = body.get('texte') ?? '';
  const text = newMessageSchema.shape.text.safeParse(typed);
  if (text.success) return text.data;
  throw invalidPart('texte', typed.trim() === '' ? t.noText : t.badText, 'told');
}

/** Refuses the files of a form before the first is read; the form sent again, whose first file is kept, passes. */
export async function admitFiles(exchange: Exchange<Caller, { number: DossierNumber }>): Promise<void> {
  const idempotencyKey = keyOfFile(exchange, 0);
  await admitAttachment({ ...exchange, idempotencyKey }, exchange.params.number);
}

function keyOfFile({ idempotencyKey: key }: Exchange, index: number): string | null {
  return key === null ? null : `${key}:${index}`;
}

/** Keeps the files of a message, each under a key of its own: the form sent twice keeps each once. */
async function attachAll(
  exchange: Exchange<Caller>,
  number: DossierNumber,
  files: readonly SentFile[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, file] of files.entries()) {
    const idempotencyKey = keyOfFile(exchange, index);
    const { json } = await attach({ ...exchange, idempotencyKey }, number, file);
    ids.push(keptFile.parse(json).id);
  }
  return ids;
}
