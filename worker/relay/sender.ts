import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Loop, nameOf } from './loop.ts';

/** What a sender sends. */
export interface Outbox<T> {
  /** For the log. */
  name: string;
  /** How much may be under way at once from this process. */
  atOnce: number;
  /** Claims what waits longest: nobody else sends it while the claim lasts. */
  claim(limit: number): Promise<T[]>;
  /** Sends it, or hands it to a workflow. When this throws, the claim ends by itself and somebody takes it up again. */
  send(item: T): Promise<void>;
}

/** Sends what waits in an outbox, one beside the other: what takes long holds up nothing but its own place. */
export class Sender<T> {
  private readonly outbox: Outbox<T>;
  private readonly log: Logger;
  private readonly loop: Loop;
  private readonly underWay = new Set<Promise<void>>();

  constructor(outbox: Outbox<T>, { log, pollMs }: { log: Logger; pollMs: number }) {
    this.outbox = outbox;
    this.log = log;
    this.loop = new Loop({ name: outbox.name, log, pollMs, look: () => this.look() });
  }

  /** Starts sending. */
  start(): void {
    this.loop.start();
  }

  /** Tells it that something may wait. */
  wake(): void {
    this.loop.wake();
  }

  /** Claims no more, and waits for what is under way, so many milliseconds at most. */
  async stop(limitMs: number): Promise<void> {
    await this.loop.stop();
    const limit = new AbortController();
    await Promise.race([
      Promise.all(this.underWay),
      sleep(limitMs, undefined, { signal: limit.signal }).catch(() => undefined),
    ]);
    limit.abort();
  }

  private async look(): Promise<boolean> {
    const room = this.outbox.atOnce - this.underWay.size;
    if (room <= 0) return false;
    const items = await this.outbox.claim(room);
    for (const item of items) {
      const sending = this.send(item).finally(() => {
        this.underWay.delete(sending);
        // What waited behind it may leave now.
        this.wake();
      });
      this.underWay.add(sending);
    }
    return false;
  }

  private async send(item: T): Promise<void> {
    try {
      await this.outbox.send(item);
    } catch (error) {
      this.log.warn({ relay: this.outbox.name, error: nameOf(error) }, 'relay: not sent, is taken up again');
    }
  }
}
