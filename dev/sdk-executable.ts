import { chmodSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './local-folder.ts';
import { runQuietly } from './run-quietly.ts';

/**
 * Lets the Temporal SDK download a server into `folder`, then gives it a name of ours there.
 * @returns undefined when it worked, else why not
 */
export async function downloadBySdk(
  kind: 'cli' | 'test-server',
  version: string,
  folder: string,
  fileName: string,
): Promise<string | undefined> {
  const script = join(repositoryRoot, 'dev', 'sdk-download.ts');
  const failure = await runQuietly({
    command: process.execPath,
    args: [script, kind, folder, `v${version}`],
    limitMs: 240_000,
  });
  if (failure !== undefined) return failure;
  const largest = readdirSync(folder)
    .map((name) => ({ name, size: statSync(join(folder, name)).size }))
    .sort((a, b) => b.size - a.size)[0];
  if (!largest) return 'nothing was downloaded';
  renameSync(join(folder, largest.name), join(folder, fileName));
  chmodSync(join(folder, fileName), 0o755);
  return undefined;
}
