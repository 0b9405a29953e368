import type { readConversation } from '../../conversation/read.ts';
import type { Sender } from '../../../db/organisation/sender.ts';
import type { DossierRecord } from '../../dossiers/access.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import type { Caller } from '../../http/caller.ts';
import type { PageContext } from '../context.ts';
import { fileFacts } from '../files/file-facts.ts';
import type { Texts } from '../texts/index.ts';

type Conversation = Awaited<ReturnType<typeof readConversation>>;

/** The page of a dossier's messages. */
export interface MessagesView {
  t: Texts['messages'];
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
  nextPath: string | null;
  firstPath: string | null;
}

/** Where a side finds a dossier. */
export function dossierPath({ role }: Pick<Caller, 'role'>, number: DossierNumber): string {
  return role === 'trainee' ? `/dossiers/${number}` : `/organisme/dossiers/${number}`;
}

/** What is said to a side: what differs for an organisation stands in its own texts. */
export function messageTexts({ texts }: PageContext, reader: Caller['role']): Texts['messages'] {
  return reader === 'trainee' ? texts.messages : { ...texts.messages, ...texts.organisation.messages };
}

/** The name of whom a side writes to. */
export function otherSide(reader: Caller['role'], { organisation, trainee }: DossierRecord): string {
  return reader === 'trainee' ? organisation.name : trainee.name;
}

/** Builds the view of the page of messages. */
export function messagesView(
  context: PageContext,
  {
    reader,
    member,
    record,
    conversation,
    page,
    form,
  }: Reader & {
    record: DossierRecord;
    conversation: Conversation;
    page: string | undefined;
    form: string;
  },
): MessagesView {
  const { dossier: ofDossier, frame } = context.texts;
  const t = messageTexts(context, reader);
  const { dossier } = record;
  const own = dossierPath({ role: reader }, dossier.number);
  const path = `${own}/messages`;
  const other = otherSide(reader, record);
  const { nextPage, open } = conversation;
  return {
    t,
    frame,
    title: t.heading(other),
    training: dossier.training.title,
    number: ofDossier.number(dossier.number),
    dossierPath: own,
    form,
    closed: open ? null : dossier.state === 'draft' ? t.closedDraft : t.closed,
    messages: conversation.items.map((message) =>
      messageLine(context, message, { reader, member, path, other }),
    ),
    nextPath: nextPage === null ? null : `${path}?page=${encodeURIComponent(nextPage)}`,
    firstPath: page === undefined ? null : path,
  };
}

interface Reader {
  reader: Caller['role'];
  /** The organisation's member who reads. */
  member: string | null;
}

/** Which of the organisation's people or programs wrote. */
function colleague({ texts }: PageContext, { type, id, name }: Sender, member: string | null): string {
  const { messages: t } = texts.organisation;
  if (name === null) return t.you;
  if (type === 'key') return t.byKey(name);
  return id === member ? t.byYourself(name) : name;
}

function messageLine(
  context: PageContext,
  { author, sender = null, text, sentAt, readAt, attachments }: Conversation['items'][number],
  { reader, member, path, other }: Reader & { path: string; other: string },
): MessagesView['messages'][number] {
  const t = messageTexts(context, reader);
  const isOwn = author === reader;
  const seen = readAt === null ? t.notRead : t.read(context.dates.dateTime(readAt));
  return {
    isOwn,
    isUnread: !isOwn && readAt === null,
    who: !isOwn ? other : sender === null ? t.you : colleague(context, sender, member),
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
