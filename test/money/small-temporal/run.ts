import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** An activity that a workflow asked for. */
export interface ActivityCall {
  readonly seq: number;
  readonly name: string;
  readonly args: readonly unknown[];
  readonly local: boolean;
  readonly options: ActivitySettings;
}

/** As much of the SDK's activity options as the product's workflows use; durations in words. */
export interface ActivitySettings {
  startToCloseTimeout?: string;
  scheduleToCloseTimeout?: string;
  retry?: { initialInterval?: string; maximumInterval?: string; maximumAttempts?: number };
}

/** What a handler is registered with. */
export interface Handler {
  readonly act: (...args: unknown[]) => unknown;
  readonly validator?: ((...args: unknown[]) => void) | undefined;
}

interface Waiting<T> {
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
}

/** Thrown by `continueAsNew`. */
export class ContinuedAsNew extends Error {
  readonly input: unknown;
  constructor(input: unknown) {
    super('continued as new');
    this.input = input;
  }
}

const running = new AsyncLocalStorage<Run>();

/** The run in which the calling code runs. Throws outside one. */
export function currentRun(): Run {
  const run = running.getStore();
  if (run === undefined) throw new Error('not in a workflow');
  return run;
}

/** A workflow's own time, where one runs. */
export const workflowNow = (): number | undefined => running.getStore()?.now;

/** One life of a workflow function in memory: what it waits for. A crash throws it away. */
export class Run {
  now: number;
  /** Events taken in. */
  events = 0;
  readonly handlers = new Map<string, Handler>();
  readonly calls = new Map<number, ActivityCall & Waiting<unknown>>();
  readonly timers = new Map<number, { at: number } & Waiting<void>>();
  handling = 0;
  /** Of the update whose handler begins. */
  updateId = '';
  ended: { error?: unknown } | null = null;
  private readonly conditions = new Set<{ holds: () => boolean } & Waiting<void>>();
  private lastSeq = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Starts the workflow function. */
  start(workflow: () => Promise<unknown>): void {
    void this.within(workflow).then(
      () => (this.ended = {}),
      (error: unknown) => (this.ended = { error }),
    );
  }

  /** Runs code as this workflow's. */
  within<T>(act: () => T): T {
    return running.run(this, act);
  }

  /** Runs a handler, counted until it ends. */
  handle(act: () => unknown): Promise<unknown> {
    this.handling += 1;
    const handled = new Promise((resolve) => resolve(this.within(act)));
    return handled.finally(() => (this.handling -= 1));
  }

  call(call: Omit<ActivityCall, 'seq'>): Promise<unknown> {
    const seq = (this.lastSeq += 1);
    // As on the way to a worker and back, only what JSON holds arrives.
    const args = JSON.parse(JSON.stringify(call.args)) as unknown[];
    return new Promise((resolve, reject) => this.calls.set(seq, { ...call, args, seq, resolve, reject }));
  }

  timer(ms: number): { seq: number; fired: Promise<void> } {
    const seq = (this.lastSeq += 1);
    const fired = new Promise<void>((resolve, reject) =>
      this.timers.set(seq, { at: this.now + ms, resolve, reject }),
    );
    return { seq, fired };
  }

  until(holds: () => boolean): { settled: Promise<void>; forget: () => void } {
    if (holds()) return { settled: Promise.resolve(), forget: () => undefined };
    let forget = () => undefined as void;
    const settled = new Promise<void>((resolve, reject) => {
      const condition = { holds, resolve, reject };
      this.conditions.add(condition);
      forget = () => void this.conditions.delete(condition);
    });
    return { settled, forget };
  }

  /** Lets everything go on that can: after each event, conditions are looked at until none holds any more. */
  async drain(): Promise<void> {
    for (;;) {
      await turn();
      const held = [...this.conditions].filter(({ holds }) => this.within(holds));
      if (held.length === 0) return;
      for (const condition of held) {
        this.conditions.delete(condition);
        condition.resolve();
      }
    }
  }
}
