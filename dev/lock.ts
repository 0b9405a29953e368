import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from './problem.ts';
import { isProcess } from './process-identity.ts';
import { createExclusively } from './write-file.ts';

interface LockOwner {
  readonly pid: number;
  /** A part of the owner's command line, to tell it from a stranger that got the same id. */
  readonly mark: string;
}

/**
 * Takes the lock of this checkout's local data, so that one command at a time uses it. A lock whose owner is gone is taken over.
 * @returns the function that gives the lock back
 * @throws Problem when another command holds it
 */
export function takeLock(path: string, mark: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const content = JSON.stringify({ pid: process.pid, mark } satisfies LockOwner);
  while (!createExclusively(path, content)) {
    const owner = lockOwner(path);
    if (owner) throw alreadyRunning(owner);
    rmSync(path, { force: true });
  }
  return () => rmSync(path, { force: true });
}

function lockOwner(path: string): LockOwner | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as LockOwner;
    return isProcess(owner.pid, owner.mark) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function alreadyRunning({ pid }: LockOwner): Problem {
  return new Problem(
    `La pile locale de ce dossier tourne déjà (processus ${pid}) : utilisez-la, ou arrêtez-la d'abord par Ctrl-C dans son terminal.`,
    `This checkout's local stack is already running (process ${pid}): use it, or stop it first with Ctrl-C in its terminal.`,
  );
}
