import { findOnPath } from './find-executable.ts';
import { bilingual } from './problem.ts';
import { runQuietly } from './run-quietly.ts';
import type { BinaryOptions } from './temporal-binary.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const installLimitMs = 5 * 60_000;

/**
 * The browser of the browser tests: `CHROMIUM_PATH`, one on `PATH`, else Debian's package, installed where this user may.
 * Undefined, after saying so, where there is none: those tests are then skipped.
 */
export async function resolveChromium({
  env,
  say,
}: Pick<BinaryOptions, 'env' | 'say'>): Promise<string | undefined> {
  const known = env.CHROMIUM_PATH ?? found(env);
  if (known !== undefined) return known;
  const failure = await installByApt(env, say);
  const installed = found(env);
  if (installed !== undefined) return installed;
  say(
    bilingual(
      `Aucun Chromium : les tests de navigateur sont SAUTÉS (installez « chromium » ou donnez CHROMIUM_PATH). ${failure ?? ''}`,
      'No Chromium: the browser tests are SKIPPED (install “chromium”, or set CHROMIUM_PATH).',
    ),
  );
  return undefined;
}

function found(env: NodeJS.ProcessEnv): string | undefined {
  return names.map((name) => findOnPath(name, env)).find((path) => path !== undefined);
}

async function installByApt(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<string | undefined> {
  const apt = findOnPath('apt-get', env);
  if (apt === undefined || process.getuid?.() !== 0) return undefined;
  say(bilingual('Chromium : installation (une seule fois)…', 'Chromium: installing (only once)…'));
  const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => runQuietly({ command: apt, args, env: quiet, limitMs: installLimitMs });
  return (
    (await run('update')) ??
    (await run('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'))
  );
}
