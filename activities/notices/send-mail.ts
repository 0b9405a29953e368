import { queries as queriesOf } from '../../db/database.ts';
import { noticesOfMail } from '../../db/notices/claim-notices.ts';
import { type NoticeFacts, noticeFacts } from '../../db/notices/notice-facts.ts';
import { type PlannedNotice, settleNotices, type Settlement } from '../../db/notices/settle-notice.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { mailKey, type MailRef } from '../../domain/notices/mail-ref.ts';
import { MailRefusedError } from '../mail/mail.ts';
import { compose, noAddress } from './compose.ts';
import type { SendOutcome } from './contract.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { sendDigest, type Settled } from './send-digest.ts';
import { sendOnce } from './send-once.ts';

/** A notice with what it is written from. */
export interface WrittenFrom {
  notice: PlannedNotice;
  facts: NoticeFacts;
}

/** Sends a mail, or finds that it is outdated or refused for good, and records that. Throws as long as it cannot leave. */
export async function sendMail(deps: NoticeDependencies, ref: MailRef, now: Instant): Promise<SendOutcome> {
  const settled = await attempt(deps, ref, await writtenFrom(deps, ref), now);
  await settleNotices(queriesOf(deps.db.em.fork()), settled);
  return outcomeOf(settled);
}

/**
 * Sends a mail, the notice of which may have been read before, unless that takes patience: throws then, and when the service refuses it for good, so that
 * a workflow shows that to operators. Nothing is settled when it throws.
 */
export async function sendAtOnce(
  deps: NoticeDependencies,
  ref: MailRef,
  { read, now }: { read: WrittenFrom | null; now: Instant },
): Promise<void> {
  const notices = 'notice' in ref && read !== null ? [read] : await writtenFrom(deps, ref);
  const settled = await attempt(deps, ref, notices, now);
  for (const { settlement } of settled) {
    // A missing address is theirs to give.
    if (settlement.status === 'refused' && settlement.reason !== noAddress) {
      throw new MailRefusedError(settlement.reason);
    }
  }
  await settleNotices(queriesOf(deps.db.em.fork()), settled);
}

/** Settles a mail as one that the service never took. */
export async function giveUp({ db }: Pick<NoticeDependencies, 'db'>, ref: MailRef): Promise<SendOutcome> {
  const queries = queriesOf(db.em.fork());
  const settlement: Settlement = { status: 'refused', reason: 'service_unavailable', addressDigest: null };
  const settled = (await noticesOfMail(queries, ref)).map(({ id }) => ({ id, settlement }));
  await settleNotices(queries, settled);
  return outcomeOf(settled);
}

async function writtenFrom(
  { db }: Pick<NoticeDependencies, 'db'>,
  ref: MailRef,
): Promise<readonly WrittenFrom[]> {
  const queries = queriesOf(db.em.fork());
  const notices = await noticesOfMail(queries, ref);
  const facts = await noticeFacts(queries, notices);
  return notices.flatMap((notice) => {
    const known = facts.get(notice.id);
    return known === undefined ? [] : [{ notice, facts: known }];
  });
}

async function attempt(
  deps: NoticeDependencies,
  ref: MailRef,
  notices: readonly WrittenFrom[],
  now: Instant,
): Promise<Settled> {
  const key = mailKey(ref);
  if (!('notice' in ref)) return await sendDigest(deps, notices, { key, now });
  const [one] = notices;
  if (one === undefined) return [];
  const composed = compose(deps, one.notice, one.facts, now);
  switch (composed.do) {
    case 'supersede':
      return [{ id: one.notice.id, settlement: { status: 'superseded', reason: composed.reason } }];
    case 'refuse': {
      const { reason } = composed;
      return [{ id: one.notice.id, settlement: { status: 'refused', reason, addressDigest: null } }];
    }
    case 'send':
      return [{ id: one.notice.id, settlement: await sendOnce(deps, composed.mail, key) }];
  }
}

/** The last one decides: in a digest what is news comes after what is not. */
function outcomeOf(settled: Settled): SendOutcome {
  const last = settled.at(-1)?.settlement;
  if (last === undefined) return { outcome: 'none', reason: null };
  return { outcome: last.status, reason: last.status === 'sent' ? null : last.reason };
}
