import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** How a loop works. */
export interface LoopOptions {
  /** For the log. */
  name: string;
  log: Logger;
  /** How long it waits for being woken, in milliseconds, before it looks by itself. */
  pollMs: number;
  /** One look. True when there is more to do at once. */
  look: () => Promise<boolean>;
}

/** Long enough that a database which is away is not asked in vain all the time. */
const pauseAfterErrorMs = 1_000;

/** Looks whenever it is woken, and every so often in case that was not heard; a look that fails is logged and made again. */
export class Loop {
  private readonly options: LoopOptions;
  private waiting = new AbortController();
  private isStopping = false;
  private running: Promise<void> | null = null;

  constructor(options: LoopOptions) {
    this.options = options;
  }

  /** Starts looking. */
  start(): void {
    this.running ??= this.run();
  }

  /** Has it look, at once or again after the look that is under way. */
  wake(): void {
    this.waiting.abort();
  }

  /** Ends it; the look that is under way ends first. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    const { name, log, pollMs, look } = this.options;
    while (!this.isStopping) {
      this.waiting = new AbortController();
      try {
        if (await look()) continue;
        await sleep(pollMs, undefined, { signal: this.waiting.signal }).catch(() => undefined);
      } catch (error) {
        log.warn({ relay: name, error: nameOf(error) }, 'relay: could not look, tries again');
        await sleep(pauseAfterErrorMs);
      }
    }
  }
}

/** What of an error may stand in a log: its message may hold what was sent. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
