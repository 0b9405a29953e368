import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findOnPath, isExecutable } from './find-executable.ts';
import { installOnce } from './install-once.ts';
import { bilingual } from './problem.ts';
import { runQuietly } from './run-quietly.ts';
import type { BinaryOptions } from './temporal-binary.ts';

/** The version that the contract test of payments is written against. */
export const stripeMockVersion = '0.203.0';

const fileName = process.platform === 'win32' ? 'stripe-mock.exe' : 'stripe-mock';
const cachedFolder = (cache: string): string => join(cache, `stripe-mock-${stripeMockVersion}`);

/** The stripe-mock that is there already: on `PATH`, or in the cache. */
export function locateStripeMock({ env, cache }: Omit<BinaryOptions, 'say'>): string | undefined {
  const onPath = findOnPath('stripe-mock', env);
  if (onPath !== undefined && isStripeMock(onPath)) return onPath;
  const cached = join(cachedFolder(cache), fileName);
  return isExecutable(cached) ? cached : undefined;
}

/** Another tool on `PATH` may have this name. */
function isStripeMock(path: string): boolean {
  const { stdout } = spawnSync(path, ['-version'], { encoding: 'utf8', timeout: 10_000 });
  return typeof stdout === 'string' && stdout.startsWith('stripe-mock');
}

/**
 * Finds stripe-mock, which checks requests against Stripe's own OpenAPI, or builds it by Go into the cache.
 * @returns undefined where it cannot be had: the contract test is then skipped, and says so
 */
export async function resolveStripeMock(options: BinaryOptions): Promise<string | undefined> {
  const found = locateStripeMock(options);
  const go = findOnPath('go', options.env);
  if (found !== undefined || go === undefined) return found;
  try {
    await installOnce(cachedFolder(options.cache), (folder) => buildByGo(go, folder, options));
    return join(cachedFolder(options.cache), fileName);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    options.say(
      bilingual(`stripe-mock n'a pas pu être installé : ${reason}`, 'stripe-mock could not be installed'),
    );
    return undefined;
  }
}

async function buildByGo(go: string, folder: string, { env, say }: BinaryOptions): Promise<void> {
  say(
    bilingual(
      'stripe-mock : compilation par Go (une seule fois, environ 10 secondes)…',
      'stripe-mock: building with Go (only once, about 10 seconds)…',
    ),
  );
  const failure = await runQuietly({
    command: go,
    args: ['install', `github.com/stripe/stripe-mock@v${stripeMockVersion}`],
    cwd: folder,
    env: { ...env, GOBIN: folder, GO111MODULE: 'on' },
    limitMs: 5 * 60_000,
  });
  if (failure !== undefined) throw new Error(failure);
}
