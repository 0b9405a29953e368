import { digestOfAddress } from '../../db/notices/failures.ts';
import type { Settlement } from '../../db/notices/settle-notice.ts';
import { type AddressedMail, type Mailer, MailRefusedError } from '../mail/mail.ts';

/** Sends a mail under its key and says how that settles what it tells of; throws as long as the service does not take it. */
export async function sendOnce(mailer: Mailer, mail: AddressedMail, key: string): Promise<Settlement> {
  const addressDigest = digestOfAddress(mail.to);
  try {
    const { id } = await mailer.send(mail, key);
    return { status: 'sent', mailId: id, addressDigest };
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    // Sent before this worker or another could note it, in other words than now; the webhook brings its id.
    if (error.code === 'invalid_idempotent_request') return { status: 'sent', mailId: null, addressDigest };
    return { status: 'refused', reason: error.code, addressDigest };
  }
}
