import { setTimeout as sleep } from 'node:timers/promises';
import { queries } from '../../db/database.ts';
import { digestOfAddress } from '../../db/notices/failures.ts';
import { takeMailSlot } from '../../db/notices/mail-rate.ts';
import type { Settlement } from '../../db/notices/settle-notice.ts';
import { type AddressedMail, MailRefusedError } from '../mail/mail.ts';
import type { NoticeDependencies } from './dependencies.ts';

/** Well within the time for which a mail is claimed, with the service's own answer behind it. */
const mostWaitMs = 5_000;

/** More mails wait to leave than may within some seconds: this one is to be tried again a little later. */
export class MailRateError extends Error {
  override readonly name = 'MailRateError';

  constructor() {
    super('More mails wait than may leave now');
  }
}

/**
 * Sends a mail under its key, no faster than mails may leave, and says how that settles what it tells of. Throws as long as the
 * service does not take it.
 */
export async function sendOnce(
  { db, mailer, perSecond }: Pick<NoticeDependencies, 'db' | 'mailer' | 'perSecond'>,
  mail: AddressedMail,
  key: string,
): Promise<Settlement> {
  const waitMs = await takeMailSlot(queries(db.em.fork()), { perSecond, mostMs: mostWaitMs });
  if (waitMs === null) throw new MailRateError();
  await sleep(waitMs);
  const addressDigest = digestOfAddress(mail.to);
  try {
    const { id } = await mailer.send(mail, `notice/${key}`);
    return { status: 'sent', mailId: id, addressDigest };
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    // Sent before this worker or another could note it, in other words than now; the webhook brings its id.
    if (error.code === 'invalid_idempotent_request') return { status: 'sent', mailId: null, addressDigest };
    return { status: 'refused', reason: error.code, addressDigest };
  }
}
