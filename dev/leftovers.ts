import { readFileSync, rmSync } from 'node:fs';
import { hasEnded, isProcess, signalGroup } from './process-identity.ts';
import { writeJson } from './write-file.ts';

/** A child process as written down while it runs, so that a later start can recognise it. */
export interface RecordedChild {
  readonly name: string;
  readonly pid: number;
  /** A part of its command line that no other program has (a path of this checkout). */
  readonly mark: string;
  readonly stopSignal: NodeJS.Signals;
}

/** Writes down the children that run now. */
export function recordChildren(file: string, children: readonly RecordedChild[]): void {
  if (children.length === 0) rmSync(file, { force: true });
  else writeJson(file, children);
}

/**
 * Stops what a supervisor that was killed outright (kill -9, a crash) left running, the last started first.
 * @returns the names of what was stopped
 */
export async function stopLeftovers(file: string): Promise<string[]> {
  const stopped: string[] = [];
  for (const child of readChildren(file).reverse()) {
    if (!isProcess(child.pid, child.mark)) continue;
    signalGroup(child.pid, child.stopSignal);
    if (!(await hasEnded(child.pid, 8000))) signalGroup(child.pid, 'SIGKILL');
    await hasEnded(child.pid, 2000);
    stopped.push(child.name);
  }
  rmSync(file, { force: true });
  return stopped;
}

function readChildren(file: string): RecordedChild[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RecordedChild[];
  } catch {
    return [];
  }
}
