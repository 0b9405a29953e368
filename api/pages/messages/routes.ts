import { z } from 'zod';
import { attachmentsPerMessage } from '../../../domain/dossier/conversation.ts';
import { largestProofBytes } from '../../../domain/dossier/proofs.ts';
import { downloadAttachment } from '../../conversation/attachments.ts';
import { pageQuery } from '../../http/cursor.ts';
import { route } from '../../http/route.ts';
import { ofDossier } from '../../routes/shared.ts';
import { attachmentParams } from '../../schemas/conversation.ts';
import { aPage } from '../page-route.ts';
import { showMessages } from './show.ts';
import { aboutFiles, admitFiles, writeMessage } from './write.ts';

const trainees = '/dossiers/:number/messages';
const organisations = '/organisme/dossiers/:number/messages';
const ofTrainee = { access: 'trainee' } as const;
const reading = { access: 'member', permission: 'read_dossiers' } as const;
const writing = { access: 'member', permission: 'reply_to_dossiers' } as const;
const list = {
  ...aPage,
  ...ofDossier,
  method: 'get',
  summary: 'Messages of a dossier, newest first; those shown count as read',
  query: z.object({ page: pageQuery.page }),
} as const;
const write = {
  ...aPage,
  ...ofDossier,
  method: 'post',
  form: true,
  about: aboutFiles,
  upload: { files: attachmentsPerMessage, bytesEach: largestProofBytes },
  summary: 'Send a message, with its files',
} as const;
const download = {
  ...aPage,
  method: 'get',
  params: attachmentParams,
  unknown: 'document_not_found',
  summary: 'A file that goes with a message, to be saved',
} as const;

/** The messages between a trainee and the organisation, in the browsers of both. */
export const messagePageRoutes = [
  route({
    ...{ ...list, ...ofTrainee, path: trainees },
    handle: async (exchange) => await showMessages(exchange, exchange.query.page),
  }),
  route({
    ...{ ...write, ...ofTrainee, path: trainees },
    admit: async (exchange) => await admitFiles(exchange),
    handle: async (exchange) => await writeMessage(exchange),
  }),
  route({
    ...{ ...download, ...ofTrainee, path: `${trainees}/pieces/:id` },
    handle: async (exchange) =>
      await downloadAttachment(exchange, exchange.params.number, exchange.params.id),
  }),
  route({
    ...{ ...list, ...reading, path: organisations },
    handle: async (exchange) => await showMessages(exchange, exchange.query.page),
  }),
  route({
    ...{ ...write, ...writing, path: organisations },
    admit: async (exchange) => await admitFiles(exchange),
    handle: async (exchange) => await writeMessage(exchange),
  }),
  route({
    ...{ ...download, ...reading, path: `${organisations}/pieces/:id` },
    handle: async (exchange) =>
      await downloadAttachment(exchange, exchange.params.number, exchange.params.id),
  }),
];
