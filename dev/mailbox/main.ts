/** The mailbox as a process of its own; `npm start` runs it when there is no key of Resend. */
import { z } from 'zod';
import { startMailbox } from './start-mailbox.ts';

const env = z
  .object({
    MAILBOX_PORT: z.coerce.number().int(),
    MAILBOX_JOURNAL: z.string(),
    MAILBOX_WEBHOOK_URL: z.url(),
    RESEND_API_KEY: z.string(),
    RESEND_WEBHOOK_SECRET: z.string(),
  })
  .parse(process.env);

const mailbox = await startMailbox({
  port: env.MAILBOX_PORT,
  apiKey: env.RESEND_API_KEY,
  journal: env.MAILBOX_JOURNAL,
  webhook: { url: env.MAILBOX_WEBHOOK_URL, secret: env.RESEND_WEBHOOK_SECRET },
});
console.log(`mailbox at ${mailbox.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void mailbox.close().then(() => process.exit(0)));
}
