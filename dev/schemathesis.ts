import { join } from 'node:path';
import { existsSync, writeFileSync } from 'node:fs';
import { findOnPath } from './find-executable.ts';
import { installOnce } from './install-once.ts';
import { bilingual } from './problem.ts';
import { runQuietly } from './run-quietly.ts';
import type { BinaryOptions } from './temporal-binary.ts';

/** The version of Schemathesis, which plays the API's OpenAPI document against the API. */
export const schemathesisVersion = '4.32.5';

/** Everything it needs, pinned: the same requests are made on every machine. */
const requirements = `schemathesis==${schemathesisVersion}
anyio==4.16.0
certifi==2026.10.18
charset-normalizer==3.5.2
click==8.5.1
graphql-core==3.3.2
harfile==0.6.0
hypothesis==6.170.15
hypothesis-graphql==0.13.5
idna==3.20
iniconfig==2.3.1
jsonschema_rs==0.60.3
markdown-it-py==4.3.0
MarkupSafe==3.0.4
mdurl==0.1.2
packaging==26.3
pluggy==1.7.0
Pygments==2.21.0
pyrate-limiter==4.5.1
pytest==9.2.0
PyYAML==6.0.3
requests==2.34.2
rich==15.0.0
sortedcontainers==2.4.0
typing_extensions==4.16.0
urllib3==2.8.0
Werkzeug==3.1.9
`;

/**
 * The folder of the Python packages of Schemathesis, installed into the cache when it is not there.
 * @returns undefined where there is no Python or no package index: what needs it is then skipped, and says so
 */
export async function resolveSchemathesis({ env, cache, say }: BinaryOptions): Promise<string | undefined> {
  const folder = join(cache, `schemathesis-${schemathesisVersion}`);
  if (existsSync(folder)) return folder;
  const python = findOnPath('python3', env);
  if (python === undefined) return undefined;
  say(bilingual('Schemathesis : installation (une seule fois)…', 'Schemathesis: installing (only once)…'));
  try {
    await installOnce(folder, async (temporary) => {
      const list = join(temporary, 'requirements.txt');
      writeFileSync(list, requirements);
      const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', temporary, '-r', list];
      const failure = await runQuietly({ command: python, args, env, limitMs: 5 * 60_000 });
      if (failure !== undefined) throw new Error(failure);
    });
    return folder;
  } catch (error) {
    say(
      bilingual(
        `Schemathesis n'a pas pu être installé : ses tests seront sautés (${String(error)})`,
        `Schemathesis could not be installed: its tests will be skipped (${String(error)})`,
      ),
    );
    return undefined;
  }
}
