import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath, isExecutable } from './find-executable.ts';
import { installOnce } from './install-once.ts';
import { bilingual, Problem } from './problem.ts';
import { runQuietly } from './run-quietly.ts';
import { downloadBySdk } from './sdk-executable.ts';

/** The newest version of the Temporal CLI that `go install` can build. */
export const temporalCliVersion = '1.5.1';

const fileName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
const cachedFolder = (cache: string): string => join(cache, `temporal-cli-${temporalCliVersion}`);

/** Where to look for the binary, and how to tell what goes on. */
export interface BinaryOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cache: string;
  readonly say: (line: string) => void;
}

/**
 * The Temporal binary that is there already: `TEMPORAL_CLI_PATH`, on `PATH`, or in the cache.
 * @throws Problem when `TEMPORAL_CLI_PATH` names no program
 */
export function locateTemporalBinary({ env, cache }: Omit<BinaryOptions, 'say'>): string | undefined {
  const named = env.TEMPORAL_CLI_PATH;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Problem(
      `TEMPORAL_CLI_PATH=${named} n'est pas un programme : corrigez ce chemin ou enlevez la variable.`,
      `TEMPORAL_CLI_PATH=${named} is not a program: mend this path or unset the variable.`,
    );
  }
  const onPath = findOnPath('temporal', env);
  if (onPath !== undefined && isTemporalCli(onPath)) return onPath;
  const cached = join(cachedFolder(cache), fileName);
  return isExecutable(cached) ? cached : undefined;
}

/** Another tool on `PATH` may have this name. */
function isTemporalCli(path: string): boolean {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return typeof stdout === 'string' && stdout.startsWith('temporal version');
}

/** Finds the Temporal binary or installs it into the cache: the SDK's download first, then a build by Go. */
export async function resolveTemporalBinary(options: BinaryOptions): Promise<string> {
  const found = locateTemporalBinary(options);
  if (found !== undefined) return found;
  const { env, cache, say } = options;
  await installOnce(cachedFolder(cache), async (folder) => {
    say(bilingual('Temporal : téléchargement du serveur…', 'Temporal: downloading the server…'));
    if ((await downloadBySdk('cli', temporalCliVersion, folder, fileName)) === undefined) return;
    const go = findOnPath('go', env);
    const failure = go === undefined ? 'go: not found' : await buildByGo(go, folder, options);
    if (failure !== undefined) throw notInstalled(failure);
  });
  return join(cachedFolder(cache), fileName);
}

async function buildByGo(
  go: string,
  folder: string,
  { env, say }: BinaryOptions,
): Promise<string | undefined> {
  say(
    bilingual(
      'Temporal : téléchargement impossible ici, compilation par Go (une seule fois, environ 5 minutes, 250 Mo)…',
      'Temporal: no download possible here, building with Go (only once, about 5 minutes, 250 MB)…',
    ),
  );
  // Nothing else may be left in the folder that becomes the cache's.
  rmSync(join(folder, fileName), { force: true });
  return runQuietly({
    command: go,
    args: ['install', '-v', `github.com/temporalio/cli/cmd/temporal@v${temporalCliVersion}`],
    cwd: folder,
    env: { ...env, GOBIN: folder, GO111MODULE: 'on' },
    limitMs: 30 * 60_000,
    onProgress: (seconds, line) => say(`  ${seconds} s  ${line.slice(0, 100)}`),
  });
}

function notInstalled(failure: string): Problem {
  return new Problem(
    `${failure}\nLe serveur Temporal n'a pas pu être installé : installez la commande « temporal » (docs.temporal.io/cli) et mettez-la dans PATH ou TEMPORAL_CLI_PATH, ou installez Go, ou indiquez un serveur par TEMPORAL_ADDRESS.`,
    'The Temporal server could not be installed: install the “temporal” command (docs.temporal.io/cli) and put it on PATH or in TEMPORAL_CLI_PATH, or install Go, or name a server with TEMPORAL_ADDRESS.',
  );
}
