import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './local-folder.ts';

interface Check {
  readonly name: string;
  /** From the root of this checkout. */
  readonly program: string;
  readonly args: readonly string[];
  /** It says what a reader must know even when all is well. */
  readonly speaks?: true;
}

/** The tools' own configuration files are none of our modules. */
const sourceFolders = [
  'domain',
  'workflows',
  'activities',
  'worker',
  'api',
  'db',
  'dev',
  'bench',
  'test',
  'config.ts',
].filter((path) => existsSync(join(repositoryRoot, path)));

/** What a check remembers of its last run: the next one looks only at what changed (tsconfig.json says where types are). */
const cached = ['--cache', '--cache-strategy', 'content', '--cache-location', '.local/checks/format.json'];

// ESLint has no such memory: its rules read types, so that a change in one file may concern another.
const checks: readonly Check[] = [
  { name: 'format', program: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.', ...cached] },
  { name: 'lint', program: 'node_modules/eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] },
  {
    name: 'imports',
    program: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...sourceFolders],
  },
  { name: 'packages', program: 'dev/packages/main.ts', args: [], speaks: true },
];

/**
 * Format, lint, types, import rules and packages, at the same time; a line with the time for each, and the output of those that fail.
 * @returns how many failed
 */
export async function runChecks(): Promise<number> {
  const results = await Promise.all(checks.map(runCheck));
  return results.filter((passed) => !passed).length;
}

function runCheck({ name, program, args, speaks }: Check): Promise<boolean> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(repositoryRoot, program), ...args], {
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const stop = (): void => void child.kill();
    process.once('exit', stop);
    child.once('error', (error) => (output += error.message));
    child.once('close', (code) => {
      process.off('exit', stop);
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      console.log(`${name.padEnd(8)} ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
      if (code !== 0 || speaks === true) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}
