import { queries } from '../../db/database.ts';
import { changePreferences } from '../../db/notices/preferences.ts';
import type { Unsubscription } from '../../db/notices/unsubscribe-tokens.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { contextOf } from '../pages/context.ts';
import { template } from '../pages/engine.ts';
import { framed } from '../pages/frame/frame.ts';
import { Problem } from '../problems/problem.ts';

type From = Pick<Exchange, 'em' | 'services' | 'req'>;

const unsubscribePage = template<{ title: string; text: string; button: string | null }>(
  'account-links/unsubscribe',
);

/** Shows what a link would switch off; programs that follow links in mails change nothing (RFC 8058, 3.1). */
export function explainUnsubscribing(from: From, token: string): Reply {
  const { kind } = read(from, token);
  const { unsubscribe: t } = contextOf(from.req).texts.accountLinks;
  return page(from, { text: t.ask(labelOf(from, kind)), button: t.button });
}

/** Switches off what the link stands for; again changes nothing. Throws `unsubscribe_link_invalid`. */
export async function unsubscribe(from: From, token: string): Promise<Reply> {
  const { kind, ...reader } = read(from, token);
  const isThere = await changePreferences(queries(from.em), reader, { mute: [kind] });
  if (!isThere) throw new Problem('unsubscribe_link_invalid');
  const { unsubscribe: t } = contextOf(from.req).texts.accountLinks;
  return page(from, { text: t.done(labelOf(from, kind)), button: null });
}

function read({ services }: From, token: string): Unsubscription {
  const found = services.unsubscribe.read(token);
  if (found === null) throw new Problem('unsubscribe_link_invalid');
  return found;
}

function labelOf({ req }: From, kind: Unsubscription['kind']): string {
  return contextOf(req).texts.accountLinks.unsubscribe.kinds[kind];
}

/** In the frame of a visitor: whoever opens the link need not be logged in, and its address stands in no other link. */
function page({ req, services }: From, parts: { text: string; button: string | null }): Reply {
  const { title } = contextOf(req).texts.accountLinks.unsubscribe;
  return framed(services, req, { title, main: unsubscribePage({ title, ...parts }), path: '/' }, null);
}
