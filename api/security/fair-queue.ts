import { Problem, temporarilyUnavailable } from '../problems/problem.ts';

/** How much may run and wait. */
export interface QueueLimits {
  /** Pieces of work at once. */
  atOnce: number;
  /** Waiting pieces of one lane; more are refused. */
  perLane: number;
  /** Waiting pieces altogether. */
  altogether: number;
}

/**
 * Runs costly work, few pieces at once, each lane in its turn: whoever sends a lot waits behind their own, and nobody else does.
 */
export class FairQueue {
  private readonly limits: QueueLimits;
  private readonly lanes = new Map<string, (() => void)[]>();
  private running = 0;
  private waiting = 0;

  constructor(limits: QueueLimits) {
    this.limits = limits;
  }

  /** Runs a piece of work in its lane's turn. Throws `too_many_attempts` or `temporarily_unavailable` when too much waits. */
  async run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    if (this.running >= this.limits.atOnce) await this.turn(lane);
    else this.running += 1;
    try {
      return await work();
    } finally {
      this.next();
    }
  }

  private async turn(lane: string): Promise<void> {
    const waiters = this.lanes.get(lane) ?? [];
    if (waiters.length >= this.limits.perLane) {
      throw new Problem('too_many_attempts', { headers: { 'Retry-After': '1' } });
    }
    if (this.waiting >= this.limits.altogether)
      throw temporarilyUnavailable(new Error('password queue full'));
    this.waiting += 1;
    await new Promise<void>((resolve) => {
      waiters.push(resolve);
      this.lanes.set(lane, waiters);
    });
    this.waiting -= 1;
  }

  /** Hands the place of what ended to the lane that has waited longest for its turn, which then goes to the back. */
  private next(): void {
    const [entry] = this.lanes;
    if (entry === undefined) {
      this.running -= 1;
      return;
    }
    const [lane, waiters] = entry;
    const start = waiters.shift();
    this.lanes.delete(lane);
    if (waiters.length > 0) this.lanes.set(lane, waiters);
    start?.();
  }
}
