import { ApiError } from './api-error.ts';
import { fateOf, fateOfMail } from './delivery.ts';
import { Idempotency } from './idempotency.ts';
import { readersOf, type KeptMail } from './kept-mail.ts';
import type { GivenMail } from './mail-schema.ts';
import type { MailStore } from './mail-store.ts';
import type { Quota } from './quota.ts';
import type { Weather } from './weather.ts';
import type { WebhookSender } from './webhooks.ts';

/** The parts that a mail passes through. */
export interface PostOfficeParts {
  store: MailStore;
  quota: Quota;
  weather: Weather;
  webhooks: WebhookSender;
  now: () => number;
}

/** Takes mails in and decides what becomes of them. */
export class PostOffice {
  private readonly parts: PostOfficeParts;
  private readonly idempotency: Idempotency;

  constructor(parts: PostOfficeParts) {
    this.parts = parts;
    this.idempotency = new Idempotency(parts.now);
    for (const record of parts.store.restore()) this.idempotency.restore(record);
  }

  /** Takes the mails of one request in, once for its key. @returns their ids, in order */
  async accept(key: string | undefined, body: unknown, mails: readonly GivenMail[]): Promise<string[]> {
    return await this.idempotency.once(key, body, async (record) => {
      const { quota, store, weather } = this.parts;
      await weather.delay();
      refuseBadReaders(mails);
      quota.countMails(mails.length);
      const kept = store.keep(mails, record);
      for (const mail of kept) if (mail.scheduledAt === null) this.deliver(mail);
      return kept.map(({ id }) => id);
    });
  }

  /** Takes a scheduled mail back. Throws 404 or 422 as Resend does. */
  cancel(id: string): void {
    const mail = this.parts.store.find(id);
    if (mail === undefined) throw new ApiError(404, 'not_found', 'Email not found');
    if (mail.status !== 'scheduled') {
      throw new ApiError(422, 'validation_error', 'Only scheduled emails can be canceled.');
    }
    this.parts.store.note(id, 'canceled');
  }

  private deliver(mail: KeptMail): void {
    const { status, events } = fateOfMail(mail, new Date(this.parts.now()).toISOString());
    this.parts.store.note(mail.id, status);
    this.parts.webhooks.tell(events);
  }
}

function refuseBadReaders(mails: readonly GivenMail[]): void {
  const refused = mails.flatMap(readersOf).some((address) => fateOf(address) === 'refused');
  if (refused)
    throw new ApiError(422, 'validation_error', 'Invalid `to` field. The address is not accepted.');
}
