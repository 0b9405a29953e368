import { queries as queriesOf, type Queries } from '../../db/database.ts';
import { type DueDigest, dueDigest, holdUntil } from '../../db/notices/digest-notices.ts';
import { readerOf } from '../../db/notices/read-notice.ts';
import { type PlannedNotice, settleNotice, type Settlement } from '../../db/notices/settle-notice.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { nextDigestAt } from '../../domain/notices/digest.ts';
import { digestMail } from '../mail/templates/digest.ts';
import type { NoticeContext } from '../mail/templates/notice-context.ts';
import { noAddress } from './compose.ts';
import type { SendOutcome } from './contract.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { sendOnce } from './mail-once.ts';
import { contextOf, NotStandingError } from './notice-context.ts';

type DigestDependencies = Pick<NoticeDependencies, 'db' | 'mailer' | 'baseUrl' | 'readDossier'>;

/** Sends the oldest digest of a stream that is due: one mail with all that is still news. Nothing is news: no mail. */
export async function sendDigest(
  deps: DigestDependencies,
  stream: string,
  now: Instant,
): Promise<SendOutcome> {
  const queries = queriesOf(deps.db.em.fork());
  const due = await dueDigest(queries, stream, now);
  if (due === null) return { outcome: 'none' };
  const news = await newsOf(deps, { queries, due, now });
  const settlement = await settle(deps, { queries, stream, due, news });
  for (const { notice } of news) await settleNotice(queries, notice.id, settlement);
  return outcomeOf(due, settlement);
}

/** Settles a digest that the mail service did not take for days. */
export async function giveUpDigest(
  { db }: Pick<DigestDependencies, 'db'>,
  stream: string,
  now: Instant,
): Promise<SendOutcome> {
  const queries = queriesOf(db.em.fork());
  const due = await dueDigest(queries, stream, now);
  if (due === null) return { outcome: 'none' };
  const refused: Settlement = { status: 'refused', reason: 'service_unavailable', addressDigest: null };
  for (const notice of due.notices) await settleNotice(queries, notice.id, refused);
  return outcomeOf(due, refused);
}

interface News {
  notice: PlannedNotice;
  context: NoticeContext;
}

/** What of a digest is still to be told; what is not is settled, what may still be undone is left to another morning. */
async function newsOf(
  deps: DigestDependencies,
  { queries, due, now }: { queries: Queries; due: DueDigest; now: Instant },
): Promise<News[]> {
  const news: News[] = [];
  for (const notice of due.notices) {
    const reader = await readerOf(queries, notice.audience, notice.recipientId);
    try {
      const found =
        reader === null
          ? { reason: 'reader_gone' }
          : await contextOf(deps, { queries, notice, reader, now, lastOnly: true });
      if ('context' in found) news.push({ notice, context: found.context });
      else await settleNotice(queries, notice.id, { status: 'superseded', reason: found.reason });
    } catch (error) {
      if (!(error instanceof NotStandingError)) throw error;
      await holdUntil(queries, notice.id, nextDigestAt(now));
    }
  }
  return news;
}

async function settle(
  { mailer, baseUrl }: DigestDependencies,
  { queries, stream, due, news }: { queries: Queries; stream: string; due: DueDigest; news: readonly News[] },
): Promise<Settlement> {
  const [first] = news;
  if (first === undefined) return { status: 'superseded', reason: 'nothing_new' };
  const reader = await readerOf(queries, 'organisation', first.notice.recipientId);
  if (reader === null || reader.email === null) {
    return { status: 'refused', reason: noAddress, addressDigest: null };
  }
  const mail = digestMail({
    contexts: news.map(({ context }) => context),
    language: reader.language,
    baseUrl,
  });
  const addressed = { ...mail, to: reader.email, tags: { notice: first.notice.id } };
  return await sendOnce(mailer, addressed, `${stream}/${due.dueAt}`);
}

function outcomeOf({ notices: [first], more }: DueDigest, settlement: Settlement): SendOutcome {
  const reason = settlement.status === 'sent' ? null : settlement.reason;
  return { outcome: settlement.status, id: first?.id ?? '', reason, more };
}
