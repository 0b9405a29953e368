import type { readConversation } from '../../conversation/read.ts';
import type { DossierRecord } from '../../dossiers/access.ts';
import { refusalErrors, type Refusal } from '../account-form/refusal.ts';
import type { PageContext } from '../context.ts';
import { fileFacts } from '../files/file-facts.ts';
import type { Texts } from '../texts/index.ts';

type Conversation = Awaited<ReturnType<typeof readConversation>>;

/** The page of a dossier's messages. */
export interface MessagesView {
  t: Texts['messages'];
  forms: Texts['forms'];
  frame: Texts['frame'];
  title: string;
  training: string;
  number: string;
  dossierPath: string;
  /** HTML of the form to write; said instead where nothing can be written. */
  form: string;
  closed: string | null;
  messages: {
    isOwn: boolean;
    isUnread: boolean;
    who: string;
    at: string;
    date: string;
    readNote: string | null;
    text: string;
    attachments: { name: string; href: string; facts: string }[];
  }[];
  errors: { field: string | null; text: string }[];
  nextPath: string | null;
  firstPath: string | null;
}

/** Builds the view of the page of messages. */
export function messagesView(
  context: PageContext,
  {
    record: { dossier, organisation },
    conversation,
    page,
    form,
    refusal,
  }: {
    record: DossierRecord;
    conversation: Conversation;
    page: string | undefined;
    form: string;
    refusal: Refusal | null;
  },
): MessagesView {
  const { messages: t, dossier: ofDossier, forms, frame } = context.texts;
  const path = `/dossiers/${dossier.number}/messages`;
  const { nextPage, open } = conversation;
  return {
    t,
    forms,
    frame,
    title: t.heading(organisation.name),
    training: dossier.training.title,
    number: ofDossier.number(dossier.number),
    dossierPath: `/dossiers/${dossier.number}`,
    form,
    closed: open ? null : dossier.state === 'draft' ? t.closedDraft : t.closed,
    messages: conversation.items.map((message) => messageLine(context, message, { path, organisation })),
    errors: refusalErrors(refusal),
    nextPath: nextPage === null ? null : `${path}?page=${encodeURIComponent(nextPage)}`,
    firstPath: page === undefined ? null : path,
  };
}

function messageLine(
  context: PageContext,
  { author, text, sentAt, readAt, attachments }: Conversation['items'][number],
  { path, organisation }: { path: string; organisation: { name: string } },
): MessagesView['messages'][number] {
  const { messages: t } = context.texts;
  const isOwn = author === 'trainee';
  const seen = readAt === null ? t.notRead : t.read(context.dates.dateTime(readAt));
  return {
    isOwn,
    isUnread: !isOwn && readAt === null,
    who: isOwn ? t.you : organisation.name,
    at: sentAt,
    date: context.dates.dateTime(sentAt),
    readNote: isOwn ? seen : null,
    text,
    attachments: attachments.map((file) => ({
      name: file.name,
      href: `${path}/pieces/${file.id}`,
      facts: fileFacts(context, file),
    })),
  };
}
