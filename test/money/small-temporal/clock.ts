import { jest } from '@jest/globals';

/** The one time of a history: what `Date.now()` says to the product, to the local Stripe and to the small Temporal alike. */
export class HistoryClock {
  private at: number;
  private readonly spy: { mockRestore(): void };

  /** Takes over `Date.now()`; `inWorkflow` gives a workflow's own time where one runs. */
  constructor(start: number, inWorkflow: () => number | undefined) {
    this.at = start;
    this.spy = jest.spyOn(Date, 'now').mockImplementation(() => inWorkflow() ?? this.at);
  }

  /** Epoch milliseconds. */
  get now(): number {
    return this.at;
  }

  /** Sets the time of the next history, or moves it on. */
  set(at: number): void {
    this.at = at;
  }

  /** Gives `Date.now()` back. */
  stop(): void {
    this.spy.mockRestore();
  }
}
