import { createHash } from 'node:crypto';
import { queries as queriesOf } from '../../db/database.ts';
import {
  nextNotices,
  type PlannedNotice,
  settleNotice,
  type Settlement,
} from '../../db/notices/settle-notice.ts';
import { instant, type Instant } from '../../domain/calendar/paris-time.ts';
import { isDigestStream } from '../../domain/notices/digest.ts';
import { MailRefusedError } from '../mail/mail.ts';
import { compose, noAddress } from './compose.ts';
import type { SendOutcome } from './contract.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { sendOnce } from './mail-once.ts';
import { NotStandingError } from './notice-context.ts';
import { giveUpDigest, sendDigest } from './send-digest.ts';

/** A workflow that is alive has its dossier's event by then. */
const soonMs = 5_000;

type SendDependencies = Pick<NoticeDependencies, 'db' | 'mailer' | 'baseUrl' | 'unsubscribe' | 'readDossier'>;

/** Settles the notice at the head of a stream: sends it, or finds that it is outdated or refused for good. */
export async function sendNext(deps: SendDependencies, stream: string, now: number): Promise<SendOutcome> {
  const at = instant(Math.floor(now));
  if (isDigestStream(stream)) return await sendDigest(deps, stream, at);
  return await settleHead(deps, stream, (notice) => settle(deps, notice, at));
}

/** What became of a stream's first notice without a workflow; `later`: its event may still be undone. */
export type AtOnce = 'settled' | 'later' | 'needs_workflow';

/** Settles the notice at the head of a stream unless that takes patience or an operator: nothing is settled then. */
export async function sendAtOnce(deps: SendDependencies, stream: string, now: number): Promise<AtOnce> {
  if (isDigestStream(stream)) return 'needs_workflow';
  const decide = async (notice: PlannedNotice): Promise<Settlement> => {
    const settlement = await settle(deps, notice, instant(Math.floor(now)));
    // The address is theirs to correct: they see it by the workflow that fails.
    if (settlement.status === 'refused' && settlement.reason !== noAddress) {
      throw new MailRefusedError(settlement.reason);
    }
    return settlement;
  };
  try {
    await settleHead(deps, stream, decide);
    return 'settled';
  } catch (error) {
    return error instanceof NotStandingError && error.sinceMs > now - soonMs ? 'later' : 'needs_workflow';
  }
}

/** Settles the notice at the head of a stream as one that the mail service never took. */
export async function giveUp(
  deps: Pick<SendDependencies, 'db'>,
  stream: string,
  now: number,
): Promise<SendOutcome> {
  if (isDigestStream(stream)) return await giveUpDigest(deps, stream, instant(Math.floor(now)));
  const refused: Settlement = { status: 'refused', reason: 'service_unavailable', addressDigest: null };
  return await settleHead(deps, stream, () => Promise.resolve(refused));
}

async function settleHead(
  { db }: Pick<SendDependencies, 'db'>,
  stream: string,
  decide: (notice: PlannedNotice) => Promise<Settlement>,
): Promise<SendOutcome> {
  const queries = queriesOf(db.em.fork());
  const [notice, following] = await nextNotices(queries, stream);
  if (notice === undefined) return { outcome: 'none' };
  const settlement = await decide(notice);
  await settleNotice(queries, notice.id, settlement);
  return {
    outcome: settlement.status,
    id: notice.id,
    reason: settlement.status === 'sent' ? null : settlement.reason,
    more: following !== undefined,
  };
}

async function settle(deps: SendDependencies, notice: PlannedNotice, now: Instant): Promise<Settlement> {
  const composed = await compose(deps, notice, now);
  switch (composed.do) {
    case 'supersede':
      return { status: 'superseded', reason: composed.reason };
    case 'refuse':
      return { status: 'refused', reason: composed.reason, addressDigest: null };
    case 'send':
      return await sendOnce(deps.mailer, composed.mail, keyOf(notice));
  }
}

/** Another message under the same version is another event, whose mail is another one. */
function keyOf({ id, messageId }: PlannedNotice): string {
  return `notice/${id}/${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}`;
}
