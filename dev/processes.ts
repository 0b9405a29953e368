import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordChildren } from './leftovers.ts';
import { lastLines, openLog, type LogFile } from './log-file.ts';
import { Problem } from './problem.ts';
import { isAlive, signalGroup } from './process-identity.ts';

/** What to run and how to stop it. */
export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the child. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  /** See RecordedChild; the last argument when not given. */
  readonly mark?: string;
  readonly stopSignal?: NodeJS.Signals;
  /** How long the child may take to stop by itself. */
  readonly stopLimitMs?: number;
}

/** A child process that runs under a {@link Supervisor}. */
export interface Child {
  readonly name: string;
  readonly logPath: string;
  /** 0 when it could not be started. */
  readonly pid: number;
  /** Waits for `ready` to stop throwing, unless the process ends first. */
  readyWhen(ready: () => Promise<void>, limitMs: number): Promise<void>;
}

interface Running {
  readonly spec: ChildSpec;
  readonly process: ChildProcess;
  readonly pid: number;
  readonly log: LogFile;
  readonly ended: Promise<string>;
  hasEnded: boolean;
}

/**
 * Starts child processes, each in a process group of its own so that Ctrl-C in the terminal reaches only this process and
 * the order of the shutdown is ours; stops them in reverse order; and rejects {@link failure} when one ends unasked.
 */
export class Supervisor {
  /** Never resolves; rejects with a Problem when a child ends unasked. */
  readonly failure: Promise<never>;
  readonly #running: Running[] = [];
  readonly #logFolder: string;
  readonly #recordFile: string;
  #fail: (problem: Problem) => void = () => undefined;
  #stopping: Promise<void> | undefined;

  constructor({ logFolder, recordFile }: { logFolder: string; recordFile: string }) {
    this.#logFolder = logFolder;
    this.#recordFile = recordFile;
    this.failure = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    // Whoever started the stack races this promise; a rejection before that must not end the process by itself.
    this.failure.catch(() => undefined);
  }

  /** Spawns a process; its output goes to `<log folder>/<name>.log`. */
  start(spec: ChildSpec): Child {
    if (this.#stopping) throw new Problem("La pile locale s'arrête.", 'The local stack is stopping.');
    const log = openLog(join(this.#logFolder, `${spec.name}.log`), spec.name);
    const child = spawn(spec.command, spec.args, {
      env: { ...spec.env, NO_COLOR: '1' },
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    log.follow(child.stdout);
    log.follow(child.stderr);
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => {
        // The last lines of the log come with 'close', which never comes while a grandchild holds the pipes.
        const closed = new Promise((done) => child.once('close', done));
        void Promise.race([closed, sleep(300)]).then(() => resolve(signal ?? `code ${code}`));
      });
    });
    const running: Running = { spec, process: child, pid: child.pid ?? 0, log, ended, hasEnded: false };
    this.#running.push(running);
    this.#record();
    void ended.then((how) => this.#onEnd(running, how));
    return {
      name: spec.name,
      logPath: log.path,
      pid: running.pid,
      readyWhen: (ready, limitMs) => this.#readyWhen(running, ready, limitMs),
    };
  }

  /** The process of a child that was started and not stopped; 0 for none. */
  pidOf(name: string): number {
    return this.#running.find(({ spec }) => spec.name === name)?.pid ?? 0;
  }

  /** Stops one child that is no longer needed. */
  async stop(name: string): Promise<void> {
    for (const running of this.#running.filter((one) => one.spec.name === name)) await this.#end(running);
  }

  /** Stops everything, the last started first. May be called again: the first shutdown is then waited for. */
  stopAll(): Promise<void> {
    this.#stopping ??= (async () => {
      for (const running of [...this.#running].reverse()) await this.#end(running);
    })();
    return this.#stopping;
  }

  async #end(running: Running): Promise<void> {
    const { spec, pid } = running;
    this.#running.splice(this.#running.indexOf(running), 1);
    if (!running.hasEnded) {
      // To the process alone: a server such as Postgres stops its own workers, in its own order.
      running.process.kill(spec.stopSignal ?? 'SIGTERM');
      const late = sleep(spec.stopLimitMs ?? 10_000, 'late', { ref: false });
      await Promise.race([running.ended, late]);
    }
    // Also sweeps what the child itself had started and left.
    if (pid > 0) signalGroup(pid, 'SIGKILL');
    if (pid > 0 && isAlive(pid)) await Promise.race([running.ended, sleep(2000, '', { ref: false })]);
    await running.log.close();
    this.#record();
  }

  #onEnd(running: Running, how: string): void {
    running.hasEnded = true;
    if (!this.#running.includes(running)) return;
    this.#fail(endedUnasked(running, how));
  }

  async #readyWhen(running: Running, ready: () => Promise<void>, limitMs: number): Promise<void> {
    const end = Date.now() + limitMs;
    for (;;) {
      if (running.hasEnded) throw endedUnasked(running, await running.ended);
      try {
        return await ready();
      } catch (error) {
        if (Date.now() >= end) throw notReady(running, limitMs, error);
      }
      await sleep(50);
    }
  }

  #record(): void {
    const children = this.#running
      .filter(({ pid }) => pid > 0)
      .map(({ spec, pid }) => ({
        name: spec.name,
        pid,
        mark: spec.mark ?? spec.args.at(-1) ?? spec.command,
        stopSignal: spec.stopSignal ?? 'SIGTERM',
      }));
    recordChildren(this.#recordFile, children);
  }
}

function endedUnasked({ spec, log }: Running, how: string): Problem {
  return withLog(
    log.path,
    `Le processus « ${spec.name} » s'est arrêté de façon inattendue (${how}).`,
    `The process “${spec.name}” ended unexpectedly (${how}).`,
  );
}

function notReady({ spec, log }: Running, limitMs: number, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return withLog(
    log.path,
    `Le processus « ${spec.name} » n'est pas prêt après ${limitMs / 1000} s (${reason}).`,
    `The process “${spec.name}” is not ready after ${limitMs / 1000} s (${reason}).`,
  );
}

function withLog(path: string, french: string, english: string): Problem {
  return new Problem(`${lastLines(path)}\n${french}`, `${english} Journal / log: ${path}`);
}
