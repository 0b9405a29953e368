import { longestMessage } from '../../../domain/dossier/conversation.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { proofMediaTypes } from '../../../domain/dossier/proofs.ts';
import { markConversationRead, readConversation } from '../../conversation/read.ts';
import { dossierOf, type DossierRecord } from '../../dossiers/access.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { type FormPage, formHtml } from '../account-form/form.ts';
import type { Refusal } from '../account-form/refusal.ts';
import { contextOf, type PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import { messagesView, type MessagesView } from './view.ts';

const perPage = 20;
const rows = 6;
const messagesPage = template<MessagesView>('messages/messages');

/** Which part of the conversation, and what was just tried. */
export interface Shown {
  page?: string | undefined;
  typed?: string;
  refusal?: Refusal;
}

/** Where the messages of a dossier are. */
export function messagesPath(number: DossierNumber): string {
  return `/dossiers/${number}/messages`;
}

/** Shows a page of a dossier's messages; from then on they are read. */
export async function showMessages(
  exchange: Exchange<TraineeCaller, { number: DossierNumber }>,
  { page, typed = '', refusal }: Shown,
): Promise<Reply> {
  const { em, caller, params, req } = exchange;
  const { number } = params;
  const record = await dossierOf(em, caller, number);
  const conversation = await readConversation(exchange, number, { page, limit: perPage });
  const [newest] = conversation.items;
  const isAllShown = page === undefined && newest !== undefined;
  if (isAllShown && conversation.unread > 0) await markConversationRead(exchange, number, newest.id);
  const context = contextOf(req);
  const form = formHtml(exchange, writeForm(context, record, typed), refusal ?? null);
  const view = messagesView(context, { record, conversation, page, form, refusal: refusal ?? null });
  const { errorTitle } = context.texts.forms;
  return await showPage(exchange, {
    title: refusal === undefined ? view.title : `${errorTitle} – ${view.title}`,
    main: messagesPage(view),
    section: 'dossiers',
    path: messagesPath(number),
    status: refusal?.status ?? 200,
  });
}

function writeForm(
  { texts }: PageContext,
  { dossier, organisation }: DossierRecord,
  typed: string,
): FormPage {
  const { messages: t } = texts;
  return {
    title: t.writeHeading,
    action: messagesPath(dossier.number),
    fields: [
      {
        kind: 'area',
        isOptional: false,
        name: 'texte',
        label: t.textLabel,
        hint: t.textHint(organisation.name),
        value: typed,
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
