import { existsSync, globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stopLeftovers } from './leftovers.ts';
import { localFolder } from './local-folder.ts';
import { foreignFolder } from './postgres-binaries.ts';
import { isProcess } from './process-identity.ts';

const prefix = 'test-';

/** The folder of one test run, named for the process that owns it. */
export function createTestFolder(): string {
  const folder = join(localFolder, `${prefix}${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Stops what a test that was ended left running, and deletes the run's folder with the data that Postgres may have had to keep
 * outside of the checkout for it.
 */
export async function removeTestFolder(folder: string): Promise<void> {
  for (const file of globSync('{,*/}children.json', { cwd: folder })) await stopLeftovers(join(folder, file));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const foreign = foreignFolder();
  const key = `_${basename(folder)}_`;
  for (const name of existsSync(foreign) ? readdirSync(foreign) : []) {
    if (name.includes(key)) rmSync(join(foreign, name), { recursive: true, force: true });
  }
}

/** Whether a name under `.local` is the folder of a test run that is going on. */
export function isTestFolderInUse(name: string): boolean {
  return name.startsWith(prefix) && isProcess(Number(name.slice(prefix.length)), join('dev', 'test.ts'));
}

/** Stops and deletes what test runs that were killed outright left. */
export async function sweepTestFolders(): Promise<void> {
  for (const name of existsSync(localFolder) ? readdirSync(localFolder) : []) {
    if (!name.startsWith(prefix) || isTestFolderInUse(name)) continue;
    await removeTestFolder(join(localFolder, name));
  }
}
