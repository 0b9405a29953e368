import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fate } from '../stage.ts';

const doing = new AsyncLocalStorage<Work>();

/** The work that the calling code is part of, if any. */
export const currentWork = (): Work | undefined => doing.getStore();

/**
 * Something that goes on beside the messages, such as an attempt of an activity. It stops before and after each request to Stripe:
 * one step of one work runs at a time, so that a history plays the same way each time.
 */
export class Work {
  readonly label: string;
  /** Epoch milliseconds after which it can no longer begin. */
  readonly until: number;
  state: 'ready' | 'running' | 'stopped' | 'done' | 'dead' = 'ready';
  private readonly act: () => Promise<void>;
  private goOn: (fate: Fate) => void = () => undefined;
  private pause: () => void = () => undefined;
  private through = false;

  constructor(label: string, act: () => Promise<void>, until = Infinity) {
    this.label = label;
    this.act = act;
    this.until = until;
  }

  get canStep(): boolean {
    return this.state === 'ready' || this.state === 'stopped';
  }

  /** Called by the work itself: waits until it is let on, and says what is to become of its request. */
  async stop(): Promise<Fate> {
    if (this.through) return 'well';
    this.state = 'stopped';
    const fate = new Promise<Fate>((resolve) => (this.goOn = resolve));
    this.pause();
    return await fate;
  }

  /** Lets it run to its next stop, or to its end. */
  async step(fate: Fate = 'well'): Promise<void> {
    const paused = new Promise<void>((resolve) => (this.pause = resolve));
    const begins = this.state === 'ready';
    this.state = 'running';
    if (begins) {
      void doing.run(this, this.act).finally(() => {
        if (this.state === 'running') this.state = 'done';
        this.pause();
      });
    } else this.goOn(fate);
    await paused;
  }

  /** Lets it run to its end without stops. */
  async finish(): Promise<void> {
    this.through = true;
    while (this.canStep) await this.step();
  }

  /** Its process was killed: it never goes on. */
  kill(): void {
    if (this.state !== 'done') this.state = 'dead';
  }
}
