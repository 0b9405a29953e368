import { z } from 'zod';
import { attachmentsPerMessage } from '../../../domain/dossier/conversation.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { largestProofBytes } from '../../../domain/dossier/proofs.ts';
import { attach, downloadAttachment } from '../../conversation/attachments.ts';
import { post } from '../../conversation/post.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import { pageQuery } from '../../http/cursor.ts';
import { seeOther } from '../../http/reply.ts';
import { type Exchange, type Form, route } from '../../http/route.ts';
import { filesOf, type SentFile } from '../../http/upload.ts';
import { invalidPart } from '../../problems/problem.ts';
import { ofDossier } from '../../routes/shared.ts';
import { attachmentParams, newMessageSchema } from '../../schemas/conversation.ts';
import { refusalOf } from '../account-form/refusal.ts';
import { contextOf, type PageContext } from '../context.ts';
import { leaveNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';
import { messagesPath, showMessages } from './show.ts';

const path = '/dossiers/:number/messages';
const longestShownAgain = 20_000;
const keptFile = z.object({ id: z.uuid() });
const aboutFiles = {
  body_too_large: 'fichiers',
  too_many_files: 'fichiers',
  document_type_refused: 'fichiers',
  document_incomplete: 'fichiers',
  too_many_attachments: 'fichiers',
  attachment_not_usable: 'fichiers',
} as const;

/** The messages between a trainee and the organisation, in a browser. */
export const messagePageRoutes = [
  route({
    ...aPage,
    ...ofDossier,
    method: 'get',
    path,
    access: 'trainee',
    summary: 'Messages of a dossier, newest first; those shown count as read',
    query: z.object({ page: pageQuery.page }),
    handle: async (exchange) => await showMessages(exchange, { page: exchange.query.page }),
  }),
  route({
    ...aPage,
    ...ofDossier,
    method: 'post',
    path,
    access: 'trainee',
    form: true,
    upload: { files: attachmentsPerMessage, bytesEach: largestProofBytes },
    summary: 'Send a message, with its files',
    handle: async (exchange) => {
      const { params, body, req } = exchange;
      const context = contextOf(req);
      try {
        const text = textOf(context, body);
        const attachments = await attachAll(exchange, params.number, filesOf(body));
        await post(exchange, params.number, { text, attachments });
        leaveNotice(req.session, 'message_sent');
        return seeOther(messagesPath(params.number));
      } catch (error) {
        const refusal = refusalOf(context, error, { names: ['texte', 'fichiers'], about: aboutFiles });
        const typed = (body.get('texte') ?? '').slice(0, longestShownAgain);
        return await showMessages(exchange, { typed, refusal });
      }
    },
  }),
  route({
    ...aPage,
    method: 'get',
    path: `${path}/pieces/:id`,
    params: attachmentParams,
    unknown: 'document_not_found',
    access: 'trainee',
    summary: 'A file that goes with a message, to be saved',
    handle: async (exchange) =>
      await downloadAttachment(exchange, exchange.params.number, exchange.params.id),
  }),
];

/** Reads the text before any file is kept. Throws `invalid_request`. */
function textOf({ texts: { messages: t } }: PageContext, body: Form): string {
  const typed = body.get('texte') ?? '';
  // Browsers send line breaks as two characters.
  const text = newMessageSchema.shape.text.safeParse(typed.replace(/\r\n/g, '\n'));
  if (text.success) return text.data;
  throw invalidPart('texte', typed.trim() === '' ? t.noText : t.badText, 'told');
}

/** Keeps the files of a message, each under a key of its own: the form sent twice keeps each once. */
async function attachAll(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  files: readonly SentFile[],
): Promise<string[]> {
  const ids: string[] = [];
  const key = exchange.idempotencyKey;
  for (const [index, file] of files.entries()) {
    const ofFile = key === null ? null : `${key}:${index}`;
    const { json } = await attach({ ...exchange, idempotencyKey: ofFile }, number, file);
    ids.push(keptFile.parse(json).id);
  }
  return ids;
}
