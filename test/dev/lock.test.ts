import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { takeLock } from '../../dev/lock.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

/** A part of this process's own command line, whichever way Jest started it. */
const ownMark = 'node';

describe('the lock of the local data', () => {
  const folder = useTemporaryFolder();
  const lockPath = (): string => join(folder.path, 'local', 'run.lock');

  it('is refused while its owner runs, with a sentence that names the process', () => {
    takeLock(lockPath(), ownMark);
    expect(() => takeLock(lockPath(), ownMark)).toThrow(
      new RegExp(`processus ${process.pid}.+process ${process.pid}`),
    );
  });

  it('can be taken again once it was given back', () => {
    const unlock = takeLock(lockPath(), ownMark);
    unlock();
    expect(existsSync(lockPath())).toBe(false);
    expect(() => takeLock(lockPath(), ownMark)).not.toThrow();
  });

  it('is taken over from a process that is gone', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    takeLock(lockPath(), ownMark)();
    writeFileSync(lockPath(), JSON.stringify({ pid, mark: ownMark }));
    expect(() => takeLock(lockPath(), ownMark)).not.toThrow();
  });

  it('is taken over when another program has got the id of its owner', () => {
    takeLock(lockPath(), ownMark)();
    writeFileSync(lockPath(), JSON.stringify({ pid: process.pid, mark: 'no-such-program.ts' }));
    expect(() => takeLock(lockPath(), ownMark)).not.toThrow();
  });

  it('is taken over when its file is unreadable', () => {
    takeLock(lockPath(), ownMark)();
    writeFileSync(lockPath(), '');
    expect(() => takeLock(lockPath(), ownMark)).not.toThrow();
  });
});
