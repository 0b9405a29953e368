import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { template } from '../engine.ts';
import { showPage } from '../frame/frame.ts';
import type { Link } from './form.ts';

/** What happened, and where to go now. */
export interface Message {
  title: string;
  paragraphs: readonly string[];
  links: readonly Link[];
}

const messagePage = template<Message>('account-form/message');

/** Answers with a page that says what happened and where to go now. */
export async function showMessage(
  exchange: Exchange,
  message: Message,
  { status = 200, path }: { status?: number; path?: string } = {},
): Promise<Reply> {
  return await showPage(exchange, {
    ...messageParts(message),
    status,
    ...(path === undefined ? {} : { path }),
  });
}

/** The same for whatever frame it is to stand in. */
export function messageParts(message: Message): { title: string; main: string } {
  return { title: message.title, main: messagePage(message) };
}
