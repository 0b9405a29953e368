import { createHash } from 'node:crypto';
import { queries as queriesOf } from '../../db/database.ts';
import { digestOfAddress } from '../../db/notices/failures.ts';
import {
  nextNotices,
  type PlannedNotice,
  settleNotice,
  type Settlement,
} from '../../db/notices/settle-notice.ts';
import { instant, type Instant } from '../../domain/calendar/paris-time.ts';
import { type AddressedMail, MailRefusedError } from '../mail/mail.ts';
import { compose } from './compose.ts';
import type { SendOutcome } from './contract.ts';
import type { NoticeDependencies } from './dependencies.ts';

type SendDependencies = Pick<NoticeDependencies, 'db' | 'mailer' | 'baseUrl' | 'readDossier'>;

/** Settles the notice at the head of a stream: sends it, or finds that it is outdated or refused for good. */
export async function sendNext(deps: SendDependencies, stream: string, now: number): Promise<SendOutcome> {
  return await settleHead(deps, stream, (notice) => settle(deps, notice, instant(Math.floor(now))));
}

/** Settles the notice at the head of a stream as one that the mail service never took. */
export async function giveUp(deps: Pick<SendDependencies, 'db'>, stream: string): Promise<SendOutcome> {
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
      return await send(deps, notice, composed.mail);
  }
}

async function send(
  { mailer }: SendDependencies,
  notice: PlannedNotice,
  mail: AddressedMail,
): Promise<Settlement> {
  const addressDigest = digestOfAddress(mail.to);
  try {
    const { id } = await mailer.send(mail, keyOf(notice));
    return { status: 'sent', mailId: id, addressDigest };
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    // Sent before this worker or another could note it, in other words than now; the webhook brings its id.
    if (error.code === 'invalid_idempotent_request') return { status: 'sent', mailId: null, addressDigest };
    return { status: 'refused', reason: error.code, addressDigest };
  }
}

/** Another message under the same version is another event, whose mail is another one. */
function keyOf({ id, messageId }: PlannedNotice): string {
  return `notice/${id}/${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}`;
}
