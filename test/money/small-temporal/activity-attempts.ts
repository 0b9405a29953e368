import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import type { ActivityCall } from './run.ts';
import type { Bench } from './bench.ts';
import { milliseconds } from './duration.ts';
import { Work } from './work.ts';

/** How an activity ended, once and for all. */
export type Outcome = { value: unknown } | { error: Error };

/** How a workflow sees an activity that ended in vain; why, only where trying again is no use. */
function failureOf(error: Error): ActivityFailure {
  const cause = error instanceof ApplicationFailure && error.nonRetryable === true ? error : undefined;
  return new ActivityFailure(error.message, 'activity', undefined, 'NON_RETRYABLE_FAILURE', undefined, cause);
}

/**
 * An activity as the server sees it: tried until it succeeds, may not be tried again, or its time is over. An attempt whose limit
 * passes is given up, and goes on all the same: nothing stops a worker that is only slow.
 */
export class ActivityAttempts {
  readonly call: ActivityCall;
  private readonly bench: Bench;
  private readonly ended: (outcome: Outcome) => Promise<void>;
  private readonly scheduledAt: number;
  private attempts = 0;
  private isOver = false;
  private current: { work: Work; startedAt: number | null } | null = null;
  private nextAt: number;

  constructor(parts: { call: ActivityCall; bench: Bench; ended: (outcome: Outcome) => Promise<void> }) {
    this.call = parts.call;
    this.bench = parts.bench;
    this.ended = parts.ended;
    this.scheduledAt = this.nextAt = parts.bench.clock.now;
    this.lookAtClock();
  }

  /** The work of the attempt that runs, or waits to begin. */
  get work(): Work | null {
    return this.current?.work ?? null;
  }

  /** When something happens by the clock alone; null when nothing does. */
  get wakesAt(): number | null {
    if (this.isOver) return null;
    const { current } = this;
    if (current === null) return this.nextAt;
    if (current.startedAt === null || current.work.state === 'ready') return null;
    return Math.min(current.startedAt + this.limit('startToCloseTimeout'), this.giveUpAt);
  }

  /** Begins the next attempt when it is time, and gives up one that takes too long. */
  lookAtClock(): void {
    if (this.isOver) return;
    const { now } = this.bench.clock;
    if (this.current === null) {
      if (now >= this.nextAt) this.begin();
      return;
    }
    const { startedAt } = this.current;
    if (startedAt === null || now < startedAt + this.limit('startToCloseTimeout')) return;
    void this.failed(new Error('timed out'));
  }

  /** Nobody waits for it any more; what runs, runs on. */
  forget(): void {
    this.isOver = true;
  }

  private get giveUpAt(): number {
    return this.scheduledAt + this.limit('scheduleToCloseTimeout');
  }

  private limit(which: 'startToCloseTimeout' | 'scheduleToCloseTimeout'): number {
    const text = this.call.options[which];
    return text === undefined ? Infinity : milliseconds(text);
  }

  private begin(): void {
    this.attempts += 1;
    const { name, args, seq } = this.call;
    const attempt: { work: Work; startedAt: number | null } = {
      startedAt: null,
      work: new Work(`${this.bench.labelOf(args)}${name} #${seq}.${this.attempts}`, async () => {
        attempt.startedAt = this.bench.clock.now;
        try {
          const value: unknown = await this.bench.activity(name)(...args);
          if (this.current === attempt) await this.end({ value });
        } catch (error) {
          this.bench.noteError(name, error);
          if (this.current === attempt) await this.failed(error as Error);
        }
      }),
    };
    this.current = attempt;
    this.bench.add(attempt.work);
  }

  private async failed(error: Error): Promise<void> {
    if (this.isOver) return;
    this.current = null;
    const { retry = {} } = this.call.options;
    const pause = Math.min(
      milliseconds(retry.initialInterval ?? '1 second') * 2 ** (this.attempts - 1),
      milliseconds(retry.maximumInterval ?? '100 seconds'),
    );
    this.nextAt = this.bench.clock.now + pause;
    const mayNot = error instanceof ApplicationFailure && error.nonRetryable === true;
    const wasLast = this.attempts >= (retry.maximumAttempts ?? Infinity);
    if (mayNot || wasLast || this.nextAt >= this.giveUpAt) {
      await this.end({ error: failureOf(error) });
    }
  }

  private async end(outcome: Outcome): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    this.current = null;
    if ('error' in outcome) this.bench.noteGivenUp(this.call);
    await this.ended(outcome);
  }
}
