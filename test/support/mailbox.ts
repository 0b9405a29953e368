import { type Mailbox, type MailboxOptions, startMailbox } from '../../dev/mailbox/start-mailbox.ts';
import type { KeptMail } from '../../dev/mailbox/kept-mail.ts';
import { waitFor } from '../../dev/wait-for.ts';

/** A mailbox for one test file that hurries nobody; `close()` belongs in `afterAll`. */
export async function startTestMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  return await startMailbox({ requestsPerSecond: 1000, ...options });
}

/** Waits for a mail to an address, the newest that fits. Throws when none comes within ten seconds. */
export async function mailTo(
  mailbox: Mailbox,
  address: string,
  fits: (mail: KeptMail) => boolean = () => true,
): Promise<KeptMail> {
  const attempt = () => {
    const mail = mailbox.mails(address).findLast(fits);
    if (mail === undefined) return Promise.reject(new Error('No such mail has come'));
    return Promise.resolve(mail);
  };
  return await waitFor(attempt, { everyMs: 25 });
}
