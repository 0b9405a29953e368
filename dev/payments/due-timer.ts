import { nowMs, type Desk } from './desk.ts';
import { doDueWork, nextDue } from './due-work.ts';

// setTimeout takes no more than 2^31 ms; a wait that is cut short is simply set again.
const longestMs = 24 * 3600 * 1000;

/** Does what is due at its instant, without anybody asking. */
export class DueTimer {
  readonly #desk: Desk;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Waits for whatever is due next; to be called after anything that may have changed it. */
  set(): void {
    clearTimeout(this.#timer);
    const next = nextDue(this.#desk);
    if (next === undefined || this.#closed) return;
    const pause = Math.min(Math.max(0, next - nowMs(this.#desk)), longestMs);
    this.#timer = setTimeout(() => {
      if (doDueWork(this.#desk)) this.#desk.journal.save();
      this.set();
    }, pause);
    this.#timer.unref();
  }

  /** Waits for nothing any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}
