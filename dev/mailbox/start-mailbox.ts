import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createMailboxApp } from './app.ts';
import { Journal } from './journal.ts';
import type { KeptMail } from './kept-mail.ts';
import { MailStore } from './mail-store.ts';
import { PostOffice } from './post-office.ts';
import { Quota } from './quota.ts';
import { Weather } from './weather.ts';
import { WebhookSender, type WebhookTarget } from './webhooks.ts';

/** How to run a mailbox; all of it may be left out. */
export interface MailboxOptions {
  /** A free one unless given. */
  port?: number;
  /** The key (`re_…`) that senders must give; a new one unless given. */
  apiKey?: string;
  /** Who is told what became of mails; nobody unless given. */
  webhook?: WebhookTarget;
  /** Resend's ten unless given. */
  requestsPerSecond?: number;
  /** No limit unless given. */
  mailsPerDay?: number;
  /** The file in which mails last; they are forgotten at the end without one. */
  journal?: string;
  /** The clock, in epoch milliseconds. */
  now?: () => number;
}

/** A running mailbox. */
export interface Mailbox {
  /** Its address: `RESEND_BASE_URL`, and where its pages are. */
  readonly url: string;
  readonly apiKey: string;
  /** The faults that it shows to its callers. */
  readonly weather: Weather;
  /** The mails to an address, or all; oldest first. */
  mails(to?: string): KeptMail[];
  /** Forgets all mails. */
  clear(): void;
  close(): Promise<void>;
}

/**
 * Starts a server on this machine that speaks Resend's protocol and keeps what it is given. For development and tests:
 * throws with `NODE_ENV=production`.
 */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The mailbox is for development: it does not run with NODE_ENV=production.');
  }
  const { apiKey = `re_${randomBytes(16).toString('hex')}`, now = Date.now, webhook, journal } = options;
  const store = new MailStore(new Journal(journal ?? null), now);
  const quota = new Quota({
    requestsPerSecond: options.requestsPerSecond ?? 10,
    mailsPerDay: options.mailsPerDay ?? null,
    now,
  });
  const weather = new Weather();
  const webhooks = new WebhookSender(webhook ?? null);
  const office = new PostOffice({ store, quota, weather, webhooks, now });
  const app = createMailboxApp({ apiKey, office, store, quota, weather });
  const server = app.listen(options.port ?? 0, '127.0.0.1');
  await new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    apiKey,
    weather,
    mails: (to) => store.list(to === undefined ? {} : { to }),
    clear: () => store.clear(),
    close: async () => {
      await webhooks.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
