import { type AddressedMail, type Mailer, MailRefusedError } from '../mail/mail.ts';

/** Hands a mail over; an address that the service refuses for good is no failure, since trying again would not help. */
export async function post(mailer: Mailer | null, mail: AddressedMail, key: string): Promise<void> {
  if (mailer === null) throw new Error('No mail service is configured');
  try {
    await mailer.send(mail, key);
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
  }
}
