import type { NoticeFacts } from '../../db/notices/notice-facts.ts';
import type { PlannedNotice, Settlement } from '../../db/notices/settle-notice.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { digestMail } from '../mail/templates/digest.ts';
import type { NoticeContext } from '../mail/templates/notice-context.ts';
import { noAddress } from './compose.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { contextOf } from './notice-context.ts';
import { sendOnce } from './send-once.ts';

/** What became of each notice of a mail. */
export type Settled = { id: string; settlement: Settlement }[];

/** Sends one mail with all of a digest that is still news, and says how that settles each. Nothing is news: no mail. */
export async function sendDigest(
  deps: Pick<NoticeDependencies, 'db' | 'mailer' | 'perSecond' | 'baseUrl'>,
  notices: readonly { notice: PlannedNotice; facts: NoticeFacts }[],
  { key, now }: { key: string; now: Instant },
): Promise<Settled> {
  const { baseUrl } = deps;
  const settled: Settled = [];
  const news: { notice: PlannedNotice; facts: NoticeFacts; context: NoticeContext }[] = [];
  for (const { notice, facts } of notices) {
    const context = contextOf({ notice, facts, now, lastOnly: true, baseUrl });
    if ('reason' in context) {
      settled.push({ id: notice.id, settlement: { status: 'superseded', reason: context.reason } });
    } else news.push({ notice, facts, context });
  }
  const [first] = news;
  const reader = first?.facts.reader;
  if (first === undefined || reader === undefined || reader === null) return settled;
  const { email, language } = reader;
  const mail = digestMail({ contexts: news.map(({ context }) => context), language, baseUrl });
  const settlement: Settlement =
    email === null
      ? { status: 'refused', reason: noAddress, addressDigest: null }
      : await sendOnce(deps, { ...mail, to: email, tags: { notice: first.notice.id } }, key);
  return [...settled, ...news.map(({ notice }) => ({ id: notice.id, settlement }))];
}
