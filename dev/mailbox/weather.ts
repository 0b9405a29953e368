import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const count = z.int().min(0);

/** What the service does to its callers, as tests set it; `fair` and zeros is a service that works. */
export const weatherSchema = z.strictObject({
  /** `unavailable` answers 503; `cut` closes connections without a word. */
  service: z.enum(['fair', 'unavailable', 'cut']).optional(),
  /** So many of the next mails are answered 500 and not kept. */
  failBeforeAccepting: count.optional(),
  /** So many of the next mails are kept, and the connection closed without an answer. */
  failAfterAccepting: count.optional(),
  /** How long the service takes over each mail, in milliseconds. */
  delayMs: count.max(60_000).optional(),
  /** How long a mail is kept before its sender is answered, in milliseconds. */
  answerDelayMs: count.max(60_000).optional(),
});

/** What `PUT /api/weather` takes; what is not named stays. */
export type WeatherChange = z.infer<typeof weatherSchema>;

type State = { [Name in keyof WeatherChange]-?: NonNullable<WeatherChange[Name]> };

/** The faults that tests ask of the service. */
export class Weather {
  private state: State = fair();

  /** Changes what is named. */
  set(change: WeatherChange): void {
    Object.assign(this.state, change);
  }

  /** Back to a service that works. */
  clear(): void {
    this.state = fair();
  }

  /** As it is now. */
  get now(): Readonly<State> {
    return this.state;
  }

  /** Whether the mail at hand fails before it is kept; counts it. */
  failsBefore(): boolean {
    return this.countDown('failBeforeAccepting');
  }

  /** Whether the answer to the mail just kept is lost; counts it. */
  failsAfter(): boolean {
    return this.countDown('failAfterAccepting');
  }

  /** Waits as long as the service takes before a mail is kept. */
  async delay(): Promise<void> {
    if (this.state.delayMs > 0) await sleep(this.state.delayMs, undefined, { ref: false });
  }

  /** Waits as long as the answer takes after a mail was kept. */
  async delayAnswer(): Promise<void> {
    if (this.state.answerDelayMs > 0) await sleep(this.state.answerDelayMs, undefined, { ref: false });
  }

  private countDown(name: 'failBeforeAccepting' | 'failAfterAccepting'): boolean {
    const left = this.state[name];
    if (left > 0) this.state = { ...this.state, [name]: left - 1 };
    return left > 0;
  }
}

function fair(): State {
  return { service: 'fair', failBeforeAccepting: 0, failAfterAccepting: 0, delayMs: 0, answerDelayMs: 0 };
}
