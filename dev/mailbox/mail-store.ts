import { randomUUID } from 'node:crypto';
import type { KeyRecord } from './idempotency.ts';
import type { Journal, JournalLine } from './journal.ts';
import { bareAddress, type KeptMail, type MailStatus, readersOf } from './kept-mail.ts';
import type { GivenMail } from './mail-schema.ts';

/** Mails kept at most; beyond it the oldest are forgotten at the next start. */
const mostMails = 2000;

/** The mails of the mailbox, newest last. */
export class MailStore {
  private mails = new Map<string, KeptMail>();
  private readonly journal: Journal;
  private readonly now: () => number;

  constructor(journal: Journal, now: () => number) {
    this.journal = journal;
    this.now = now;
  }

  /** Takes up what earlier starts kept. @returns the keys of their requests */
  restore(): KeyRecord[] {
    const lines = this.journal.read();
    for (const line of lines) this.take(line);
    const kept = [...this.mails.values()].slice(-mostMails);
    this.mails = new Map(kept.map((mail) => [mail.id, mail]));
    const keys = lines.flatMap((line) => ('key' in line && line.key !== null ? [line.key] : []));
    this.journal.rewrite([
      ...kept.map((mail) => ({ mails: [mail], key: null })),
      ...keys.map((key) => ({ mails: [], key })),
    ]);
    return keys;
  }

  /** Keeps the mails of one request, together with its key. */
  keep(given: readonly GivenMail[], key: KeyRecord | null): KeptMail[] {
    const mails = given.map((mail) => this.kept(mail, key?.key ?? null));
    const line = { mails, key: key === null ? null : { ...key, ids: mails.map(({ id }) => id) } };
    this.journal.write(line);
    this.take(line);
    return mails;
  }

  /** Notes what became of a mail. */
  note(id: string, status: MailStatus): void {
    const line = { id, status };
    this.journal.write(line);
    this.take(line);
  }

  /** One mail, by its id. */
  find(id: string): KeptMail | undefined {
    return this.mails.get(id);
  }

  /** The mails to an address, or to addresses that contain a text; all without one. Oldest first. */
  list({ to, containing }: { to?: string; containing?: string } = {}): KeptMail[] {
    const wanted = containing?.toLowerCase();
    return [...this.mails.values()].filter((mail) => {
      const readers = readersOf(mail).map(bareAddress);
      if (to !== undefined && !readers.includes(bareAddress(to))) return false;
      return wanted === undefined || readers.some((reader) => reader.includes(wanted));
    });
  }

  /** Forgets all mails; keys of requests are still known until the next start. */
  clear(): void {
    this.mails.clear();
    this.journal.rewrite([]);
  }

  private kept(mail: GivenMail, idempotencyKey: string | null): KeptMail {
    const { html = null, text = null, reply_to: replyTo, scheduled_at: scheduledAt = null, ...rest } = mail;
    return {
      id: randomUUID(),
      createdAt: new Date(this.now()).toISOString(),
      ...rest,
      html,
      text,
      replyTo,
      scheduledAt,
      idempotencyKey,
      status: scheduledAt === null ? 'sent' : 'scheduled',
    };
  }

  private take(line: JournalLine): void {
    if ('mails' in line) for (const mail of line.mails) this.mails.set(mail.id, mail);
    else {
      const mail = this.mails.get(line.id);
      if (mail !== undefined) this.mails.set(line.id, { ...mail, status: line.status });
    }
  }
}
