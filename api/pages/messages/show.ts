import { longestMessage } from '../../../domain/dossier/conversation.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { proofMediaTypes } from '../../../domain/dossier/proofs.ts';
import { markConversationRead, readConversation } from '../../conversation/read.ts';
import { dossierOf, type DossierRecord } from '../../dossiers/access.ts';
import type { Caller, MemberCaller } from '../../http/caller.ts';
import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { type FormPage, formHtml } from '../account-form/form.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { type PageParts, showPage } from '../frame/frame.ts';
import { showMemberPage } from '../organisation/frame/space.ts';
import type { Texts } from '../texts/index.ts';
import { dossierPath, messagesView, type MessagesView, messageTexts, otherSide } from './view.ts';

const perPage = 20;
const rows = 6;
const messagesPage = template<MessagesView>('messages/messages');

/** Where a side finds the messages of a dossier. */
export function messagesPath(caller: Pick<Caller, 'role'>, number: DossierNumber): string {
  return `${dossierPath(caller, number)}/messages`;
}

/** Shows a page of a dossier's messages; from then on they are read. */
export async function showMessages(
  exchange: Exchange<Caller, { number: DossierNumber }>,
  page: string | undefined,
): Promise<Reply> {
  const { em, caller, params, req } = exchange;
  const { number } = params;
  const record = await dossierOf(em, caller, number);
  const conversation = await readConversation(exchange, number, { page, limit: perPage });
  const [newest] = conversation.items;
  const isAllShown = page === undefined && newest !== undefined;
  if (isAllShown && conversation.unread > 0) await markConversationRead(exchange, number, newest.id);
  const context = contextOf(req);
  const reader = caller.role;
  const t = messageTexts(context, reader);
  const form = formHtml(exchange, writeForm(t, record, reader));
  const view = messagesView(context, {
    ...{ reader, record, conversation, page, form },
    member: isOfMember(exchange) ? exchange.caller.by.id : null,
  });
  return await framedFor(exchange, {
    title: view.title,
    main: messagesPage(view),
    section: 'dossiers',
    path: messagesPath(caller, number),
  });
}

/** In the frame of whoever looks. */
async function framedFor(
  exchange: Exchange<Caller>,
  parts: PageParts & { section: 'dossiers' },
): Promise<Reply> {
  return isOfMember(exchange) ? await showMemberPage(exchange, parts) : await showPage(exchange, parts);
}

function isOfMember(exchange: Exchange<Caller>): exchange is Exchange<MemberCaller> {
  const { caller } = exchange;
  return caller.role === 'organisation' && caller.by.type === 'member';
}

function writeForm(t: Texts['messages'], record: DossierRecord, reader: Caller['role']): FormPage {
  return {
    title: t.writeHeading,
    action: messagesPath({ role: reader }, record.dossier.number),
    fields: [
      {
        kind: 'area',
        isOptional: false,
        name: 'texte',
        label: t.textLabel,
        hint: t.textHint(otherSide(reader, record)),
        value: '',
        rows,
        maxlength: longestMessage,
      },
      {
        kind: 'file',
        name: 'fichiers',
        label: t.filesLabel,
        hint: t.filesHint,
        accept: proofMediaTypes.join(','),
        isMultiple: true,
        isOptional: true,
      },
    ],
    button: t.send,
  };
}
