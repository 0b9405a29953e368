import { ActivityAttempts, type Outcome } from './activity-attempts.ts';
import type { Bench } from './bench.ts';
import { ContinuedAsNew, Run } from './run.ts';
import type { CrashKind } from '../stage.ts';
import { Work } from './work.ts';

type Body =
  | { kind: 'signal'; name: string; args: readonly unknown[] }
  | { kind: 'update'; name: string; id: string; args: readonly unknown[]; answer: Answer; accepted: boolean }
  | { kind: 'activity'; seq: number; local: boolean; outcome: Outcome }
  | { kind: 'timer'; seq: number };
type HistoryEvent = Body & { now: number };
type WorkflowFunction = (input: never) => Promise<unknown>;

interface Answer {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * One workflow as Temporal keeps it: what came is an event, and a run that was lost in memory is made again from the events. What a
 * local activity did counts once none is under way any more; a worker that dies before that loses it, and what was accepted
 * meanwhile is taken up again, after everything that arrived by itself.
 */
export class DurableWorkflow {
  readonly id: string;
  private readonly bench: Bench;
  private readonly workflow: WorkflowFunction;
  private readonly track: (turn: Promise<void>) => void;
  private input: unknown;
  private history: HistoryEvent[] = [];
  private kept = 0;
  private run: Run;
  private readonly attempts = new Map<number, ActivityAttempts>();
  private readonly timers = new Map<number, number>();
  /** Full activities that ended, and timers that are due: not to be begun again when the run is made again. */
  private readonly over = new Set<number>();
  private generation = 0;
  private answers: (() => void)[] = [];
  private tail: Promise<void>;
  private closed = false;
  /** No worker holds this workflow: what comes is kept for the next. */
  private isDown = false;

  constructor(parts: {
    id: string;
    bench: Bench;
    workflow: WorkflowFunction;
    input: unknown;
    track: (turn: Promise<void>) => void;
  }) {
    this.id = parts.id;
    this.bench = parts.bench;
    this.workflow = parts.workflow;
    this.input = parts.input;
    this.track = parts.track;
    this.run = this.newRun();
    this.tail = this.run.drain().then(() => this.afterTurn());
    this.track(this.tail);
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** When something happens by the clock alone. */
  get wakesAt(): number[] {
    const activities = [...this.attempts.values()].map(({ wakesAt }) => wakesAt);
    return [...activities, ...this.timers.values()].filter((at) => at !== null);
  }

  signal(name: string, ...args: unknown[]): void {
    this.enqueue({ kind: 'signal', name, args });
  }

  update(name: string, id: string, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.enqueue({ kind: 'update', name, id, args, answer: { resolve, reject }, accepted: false });
    });
  }

  /** To be called when the clock was moved: attempts end or begin, and timers are due, in no sure order with what else waits. */
  lookAtClock(): void {
    for (const attempts of this.attempts.values()) attempts.lookAtClock();
    for (const [seq, at] of this.timers) {
      if (at > this.bench.clock.now) continue;
      this.timers.delete(seq);
      this.over.add(seq);
      const { generation } = this;
      const fire = (): Promise<void> => {
        if (generation === this.generation) this.enqueue({ kind: 'timer', seq });
        return Promise.resolve();
      };
      this.bench.add(new Work(`${this.id} timer`, fire));
    }
  }

  /** The worker that holds this workflow dies; another takes over. */
  async crash(kind: CrashKind, untilTakenOver: () => Promise<void>): Promise<void> {
    await this.tail;
    if (this.closed) return;
    this.isDown = true;
    await this.endWorkOf(kind);
    await untilTakenOver();
    await this.tail;
    this.isDown = false;
    const later = this.history.slice(this.kept).filter((event) => event.kind !== 'activity' || !event.local);
    const inOrder = [
      ...later.filter(({ kind: what }) => what !== 'update'),
      ...later.filter(({ kind: what }) => what === 'update'),
    ];
    this.history = this.history.slice(0, this.kept);
    this.answers = [];
    this.run = this.newRun(this.history[0]?.now);
    await this.run.drain();
    for (const event of this.history) await this.apply(event);
    this.afterTurn();
    for (const event of inOrder)
      this.enqueue(event.kind === 'update' ? { ...event, accepted: false } : event);
    await this.tail;
  }

  private async endWorkOf(kind: CrashKind): Promise<void> {
    for (const [seq, attempts] of [...this.attempts]) {
      const { work, call } = attempts;
      if (!call.local) {
        // The server tries again when the attempt's time is over.
        if (kind !== 'zombie' && work?.state === 'stopped') work.kill();
        continue;
      }
      attempts.forget();
      this.attempts.delete(seq);
      if (kind === 'after') await work?.finish();
      if (kind === 'before') work?.kill();
    }
  }

  private newRun(now = this.bench.clock.now): Run {
    const run = new Run(now);
    run.start(() => this.workflow(this.input as never));
    return run;
  }

  private enqueue(body: Body): void {
    this.tail = this.tail.then(() => this.take(body));
    this.track(this.tail);
  }

  private async take(body: Body): Promise<void> {
    if (this.closed) return refuse(body, new Error('workflow is closed'));
    const event: HistoryEvent = { ...body, now: this.bench.clock.now };
    this.history.push(event);
    if (this.isDown) return;
    await this.apply(event);
    this.afterTurn();
  }

  private async apply(event: HistoryEvent): Promise<void> {
    const { run } = this;
    run.now = event.now;
    run.events += 1;
    switch (event.kind) {
      case 'signal': {
        const handler = run.handlers.get(event.name);
        if (handler !== undefined) void run.handle(() => handler.act(...event.args));
        break;
      }
      case 'update':
        this.applyUpdate(run, event);
        break;
      case 'activity': {
        const waiting = run.calls.get(event.seq);
        run.calls.delete(event.seq);
        if ('error' in event.outcome) waiting?.reject(event.outcome.error);
        else waiting?.resolve(event.outcome.value);
        break;
      }
      case 'timer':
        run.timers.get(event.seq)?.resolve();
        run.timers.delete(event.seq);
    }
    await run.drain();
  }

  private applyUpdate(run: Run, event: HistoryEvent & { kind: 'update' }): void {
    const { name, args, answer } = event;
    const handler = run.handlers.get(name);
    if (handler === undefined) return;
    if (!event.accepted) {
      try {
        run.within(() => handler.validator?.(...args));
      } catch (error) {
        this.history.splice(this.history.indexOf(event), 1);
        return answer.reject(error);
      }
      event.accepted = true;
    }
    // Whoever asked hears of it when it is sure.
    run
      .handle(() => {
        run.updateId = event.id;
        return handler.act(...args);
      })
      .then(
        (value) => this.run === run && this.answers.push(() => answer.resolve(value)),
        (error: unknown) => this.run === run && this.answers.push(() => answer.reject(error)),
      );
  }

  private afterTurn(): void {
    if (this.run.ended !== null) return this.afterEnd(this.run.ended);
    const calls = [...this.run.calls.values()];
    for (const call of calls) if (call.local) this.schedule(call);
    if (calls.some(({ local }) => local)) return;
    this.kept = this.history.length;
    for (const call of calls) this.schedule(call);
    this.keepTimers();
    for (const answer of this.answers.splice(0)) answer();
  }

  private keepTimers(): void {
    for (const seq of this.timers.keys()) if (!this.run.timers.has(seq)) this.timers.delete(seq);
    for (const [seq, { at }] of this.run.timers) if (!this.over.has(seq)) this.timers.set(seq, at);
    this.lookAtClock();
  }

  private schedule(call: { seq: number } & ActivityAttempts['call']): void {
    if (this.attempts.has(call.seq) || this.over.has(call.seq)) return;
    const { run } = this;
    const ended = async (outcome: Outcome): Promise<void> => {
      this.attempts.delete(call.seq);
      if (call.local && this.run !== run) return;
      if (!call.local) this.over.add(call.seq);
      this.enqueue({ kind: 'activity', seq: call.seq, local: call.local, outcome });
      await Promise.resolve();
    };
    this.attempts.set(call.seq, new ActivityAttempts({ call, bench: this.bench, ended }));
  }

  private afterEnd({ error }: { error?: unknown }): void {
    for (const answer of this.answers.splice(0)) answer();
    for (const attempts of this.attempts.values()) attempts.forget();
    this.attempts.clear();
    this.timers.clear();
    this.over.clear();
    this.generation += 1;
    if (error instanceof ContinuedAsNew) {
      this.input = JSON.parse(JSON.stringify(error.input));
      this.history = [];
      this.kept = 0;
      this.run = this.newRun();
      this.tail = this.tail.then(() => this.run.drain()).then(() => this.afterTurn());
      return this.track(this.tail);
    }
    this.closed = true;
    if (error !== undefined) this.bench.noteError(this.id, error);
  }
}

function refuse(body: Body, error: Error): void {
  if (body.kind === 'update') body.answer.reject(error);
}
