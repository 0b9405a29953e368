/** `npm run reset`: deletes the local data, so that the next `npm start` begins anew. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopLeftovers } from './leftovers.ts';
import { localFiles, localFolder } from './local-folder.ts';
import { takeLock } from './lock.ts';
import { foreignFolder } from './postgres-binaries.ts';
import { bilingual, explain } from './problem.ts';
import { isTestFolderInUse } from './test-folder.ts';

async function reset(): Promise<void> {
  const unlock = takeLock(localFiles.lock, process.argv[1] ?? 'reset.ts');
  try {
    await stopLeftovers(localFiles.children);
    rmSync(foreignFolder(), { recursive: true, force: true });
    for (const name of existsSync(localFolder) ? readdirSync(localFolder) : []) {
      const path = join(localFolder, name);
      // A test run that is going on has its own data and takes them away itself.
      if (path !== localFiles.lock && name !== 'install.lock' && !isTestFolderInUse(name)) {
        rmSync(path, { recursive: true, force: true });
      }
    }
  } finally {
    unlock();
  }
  console.log(bilingual('Les données locales sont effacées.', 'The local data are deleted.'));
}

try {
  await reset();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
