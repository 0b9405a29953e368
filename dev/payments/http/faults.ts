/** A failure to play on the next requests of a kind. */
export interface Fault {
  /** The start of the path, such as `/v1/refunds`. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | undefined;
  /** How many requests it hits. */
  times: number;
  /** Whether the request has taken effect when it fails. */
  readonly when: 'before' | 'after';
  /** An HTTP status (429, 500…), a connection that is cut, or an answer that waits until the fault is released. */
  readonly answer: number | 'cut' | 'wait';
  /** With `when: 'after'` and a status: Stripe keeps the failure under the idempotency key and repeats it. */
  readonly kept?: boolean | undefined;
}

/** The failures that tests ask for. */
export class Faults {
  #faults: Fault[] = [];
  #waiting: (() => void)[] = [];

  /** Adds a failure for the next requests of its kind. */
  add(fault: Fault): void {
    this.#faults.push({ ...fault });
  }

  /** Forgets all failures and lets waiting requests go on. */
  clear(): void {
    this.#faults = [];
    this.release();
  }

  /** Lets the requests go on that an answer `wait` keeps. */
  release(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  /** How many requests wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The failure that this request meets, which is used up by it. */
  next(method: string, path: string): Fault | undefined {
    const fault = this.#faults.find(
      (one) =>
        one.times > 0 && path.startsWith(one.path) && (one.method === undefined || one.method === method),
    );
    if (fault !== undefined) fault.times -= 1;
    return fault;
  }

  /** Resolves when the fault is released. */
  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
