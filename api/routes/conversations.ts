import { admitAttachment, attach, downloadAttachment } from '../conversation/attachments.ts';
import { post } from '../conversation/post.ts';
import { markConversationRead, readConversation } from '../conversation/read.ts';
import { readFileName } from '../documents/file-name.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { conversationParts, ofOrganisation } from './conversation-parts.ts';

const { list, post: write, read, attach: upload, download } = conversationParts;
const ofTrainee = { access: 'trainee' } as const;
const reading = { access: 'organisation', permission: 'read_dossiers' } as const;
const writing = { access: 'organisation', permission: 'reply_to_dossiers' } as const;
const trainees = '/api/dossiers/:number/messages';
const organisations = '/api/organisation/dossiers/:number/messages';

/** Messages between the two sides of a dossier, with what goes with them; nobody else has a way to them. */
export const conversationRoutes = [
  route({
    ...{ ...list, ...ofTrainee, path: trainees },
    handle: async (exchange) => ok(await readConversation(exchange, exchange.params.number, exchange.query)),
  }),
  route({
    ...{ ...write, ...ofTrainee, path: trainees },
    handle: async (exchange) => await post(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...{ ...read, ...ofTrainee, path: `${trainees}/read` },
    handle: async (exchange) =>
      await markConversationRead(exchange, exchange.params.number, exchange.body.through),
  }),
  route({
    ...{ ...upload, ...ofTrainee, path: `${trainees}/attachments` },
    admit: async (exchange) => await admitAttachment(exchange, exchange.params.number),
    handle: async (exchange) => {
      const file = { name: readFileName(exchange.req), content: exchange.body };
      return await attach(exchange, exchange.params.number, file);
    },
  }),
  route({
    ...{ ...download, ...ofTrainee, path: `${trainees}/attachments/:id` },
    handle: async (exchange) =>
      await downloadAttachment(exchange, exchange.params.number, exchange.params.id),
  }),
  route({
    ...{ ...list, ...ofOrganisation.list, ...reading, path: organisations },
    handle: async (exchange) => ok(await readConversation(exchange, exchange.params.number, exchange.query)),
  }),
  route({
    ...{ ...write, ...ofOrganisation.post, ...writing, path: organisations },
    handle: async (exchange) => await post(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...{ ...read, ...writing, path: `${organisations}/read` },
    handle: async (exchange) =>
      await markConversationRead(exchange, exchange.params.number, exchange.body.through),
  }),
  route({
    ...{ ...upload, ...writing, path: `${organisations}/attachments` },
    admit: async (exchange) => await admitAttachment(exchange, exchange.params.number),
    handle: async (exchange) => {
      const file = { name: readFileName(exchange.req), content: exchange.body };
      return await attach(exchange, exchange.params.number, file);
    },
  }),
  route({
    ...{ ...download, ...reading, path: `${organisations}/attachments/:id` },
    handle: async (exchange) =>
      await downloadAttachment(exchange, exchange.params.number, exchange.params.id),
  }),
];
