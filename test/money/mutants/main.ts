/**
 * `node dev/bootstrap.mjs test/money/mutants/main.ts [part of a name]`: breaks one rule of the product after the other, each in a
 * copy of this folder, and says after how many histories the model found it. Needs some minutes; changes nothing here.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Edit, type Mutant, mutants } from './mutants.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const copy = join(root, '.local', 'mutant');
/** What the test said of the last rule that it found broken. */
const lastSaid = join(root, '.local', 'mutant.log');
const histories = process.env['MONEY_HISTORIES'] ?? '2000';

function copyFolder(): void {
  rmSync(copy, { recursive: true, force: true });
  const options = { cwd: root, encoding: 'utf8' } as const;
  const listed = execFileSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], options);
  for (const file of listed.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}

function breakRule({ file, from, to }: Edit): void {
  const parts = readFileSync(join(copy, file), 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`${file} has this ${parts.length - 1} times: ${from}`);
  writeFileSync(join(copy, file), parts.join(to));
}

function judge({ name, edits }: Mutant): string {
  copyFolder();
  edits.forEach(breakRule);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['dev/bootstrap.mjs', 'dev/test.ts', 'test/money/histories.test.ts'],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, MONEY_HISTORIES: histories, MONEY_SHRINK: 'no' } },
  );
  if (status === 0) return `| ${name} | **not found** | ${histories} |`;
  const said = `${stdout}${stderr}`;
  writeFileSync(lastSaid, said);
  const after = /after (\d+) histories/.exec(said)?.[1] ?? '?';
  const by = invariantOf(said) ?? `see ${lastSaid}`;
  return `| ${name} | ${by} | ${after} |`;
}

/** The function in which the first frame of a failure lies. */
function invariantOf(said: string): string | undefined {
  const [, file, line] = /\((test\/money\/\S+\.ts):(\d+):\d+\)/.exec(said) ?? [];
  if (file === undefined) return undefined;
  const before = readFileSync(join(copy, file), 'utf8').split('\n').slice(0, Number(line)).join('\n');
  return [...before.matchAll(/function (\w+)/g)].at(-1)?.[1];
}

const [wished = ''] = process.argv.slice(2);
for (const mutant of mutants) if (mutant.name.includes(wished)) console.log(judge(mutant));
rmSync(copy, { recursive: true, force: true });
