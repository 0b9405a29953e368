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

/**
 * How long it rests after a look, however often it is woken: what comes meanwhile is taken up in one go. Each message of each dossier
 * wakes it, and a look costs as much as recording the message did.
 */
const restMs = 200;

/** Long enough that a database which is away is not asked in vain all the time. */
const pauseAfterErrorMs = 1_000;

/** Looks when it is woken, and every so often in case that was not heard; a look that fails is logged and made again. */
export class Loop {
  private readonly options: LoopOptions;
  private isWoken = false;
  private isStopping = false;
  private running: Promise<void> | null = null;
  /** Ends the pause that is under way. */
  private resume: () => void = () => undefined;
  private mayWake = false;

  constructor(options: LoopOptions) {
    this.options = options;
  }

  /** Starts looking. */
  start(): void {
    this.running ??= this.run();
  }

  /** Has it look soon: again after the look that is under way. */
  wake(): void {
    this.isWoken = true;
    if (this.mayWake) this.resume();
  }

  /** Ends it; the look that is under way ends first. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.resume();
    await this.running;
  }

  private async run(): Promise<void> {
    const { name, log, pollMs, look } = this.options;
    while (!this.isStopping) {
      this.isWoken = false;
      try {
        if (await look()) continue;
        await this.pause(restMs);
        if (!this.isWoken) await this.pause(pollMs - restMs, true);
      } catch (error) {
        log.warn({ relay: name, error: nameOf(error) }, 'relay: could not look, tries again');
        await this.pause(pauseAfterErrorMs);
      }
    }
  }

  /** Waits, until it is stopped at most; by hand, since an aborted timer costs an error with its stack each time. */
  private async pause(ms: number, mayWake = false): Promise<void> {
    if (this.isStopping) return;
    await new Promise<void>((resolve) => {
      this.mayWake = mayWake;
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.resume = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.mayWake = false;
  }
}

/** What of an error may stand in a log: its message may hold what was sent. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
