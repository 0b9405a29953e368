import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './local-folder.ts';

interface Check {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
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
  { name: 'format', program: 'prettier/bin/prettier.cjs', args: ['--check', '.', ...cached] },
  { name: 'lint', program: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  { name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit'] },
  {
    name: 'imports',
    program: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...sourceFolders],
  },
];

/**
 * Format, lint, types and import rules, at the same time; a line with the time for each, and the output of those that fail.
 * @returns how many failed
 */
export async function runChecks(): Promise<number> {
  const results = await Promise.all(checks.map(runCheck));
  return results.filter((passed) => !passed).length;
}

function runCheck({ name, program, args }: Check): Promise<boolean> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(repositoryRoot, 'node_modules', program), ...args], {
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
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}
