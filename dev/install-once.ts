import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './process-identity.ts';

/**
 * Fills a folder of the cache in one step: `fill` works in a temporary folder that takes the final name when it is complete,
 * so that two processes at once, or one that is interrupted, never leave a broken folder.
 */
export async function installOnce(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${folder}.${process.pid}.tmp`;
  mkdirSync(dirname(folder), { recursive: true });
  removeUnfinished(folder);
  mkdirSync(temporary);
  try {
    await fill(temporary);
    try {
      renameSync(temporary, folder);
    } catch (error) {
      // Another process was quicker: its folder is as good.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Deletes what installations that were killed have left. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}.`) || !name.endsWith('.tmp')) continue;
    const pid = Number(name.slice(basename(folder).length + 1, -'.tmp'.length));
    if (pid === process.pid || !isAlive(pid))
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
