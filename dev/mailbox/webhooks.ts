import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { MailEvent } from './delivery.ts';

/** Where the sender listens, and the secret (`whsec_…`) that it checks signatures with. */
export interface WebhookTarget {
  url: string;
  secret: string;
  /** Pauses before each further attempt, in milliseconds; those of Resend unless given. */
  retryPausesMs?: readonly number[];
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** https://resend.com/docs/webhooks/introduction, "Retries". */
const resendPausesMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour];

/** Tells events to the sender, signed as Resend signs them, one after the other for each mail, until each is taken. */
export class WebhookSender {
  private readonly target: WebhookTarget | null;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(target: WebhookTarget | null) {
    this.target = target;
  }

  /** Sends events in their order; returns at once. */
  tell(events: readonly MailEvent[]): void {
    if (this.target === null) return;
    const work = this.sendAll(this.target, events).finally(() => this.running.delete(work));
    this.running.add(work);
  }

  /** Gives up what is not taken yet. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    await Promise.all(this.running);
  }

  private async sendAll(target: WebhookTarget, events: readonly MailEvent[]): Promise<void> {
    for (const event of events) {
      const id = `msg_${randomUUID().replaceAll('-', '')}`;
      if (this.stopping.signal.aborted) return;
      if (!(await this.attempt(target, id, event))) this.later(target, id, event, 0);
    }
  }

  private later(target: WebhookTarget, id: string, event: MailEvent, attempt: number): void {
    const pause = (target.retryPausesMs ?? resendPausesMs)[attempt];
    if (pause === undefined || this.stopping.signal.aborted) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const work = this.attempt(target, id, event)
        .then((taken) => (taken ? undefined : this.later(target, id, event, attempt + 1)))
        .finally(() => this.running.delete(work));
      this.running.add(work);
    }, pause);
    this.timers.add(timer);
  }

  private async attempt({ url, secret }: WebhookTarget, id: string, event: MailEvent): Promise<boolean> {
    try {
      const body = JSON.stringify(event);
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...signedHeaders(secret, id, body) },
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(15_000)]),
        redirect: 'manual',
      });
      return response.ok;
    } catch {
      return false;
    }
  }
}

/** The headers that prove who sent a body, by Svix's names as Resend uses them. */
export function signedHeaders(
  secret: string,
  id: string,
  body: string,
  at: Date = new Date(),
): Record<'svix-id' | 'svix-timestamp' | 'svix-signature', string> {
  return {
    'svix-id': id,
    'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
    'svix-signature': new Webhook(secret).sign(id, at, body),
  };
}
