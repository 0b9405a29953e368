import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stopLeftovers } from '../../dev/leftovers.ts';
import { isAlive } from '../../dev/process-identity.ts';
import { Supervisor } from '../../dev/processes.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

/** A child that says "up" (in red) and, when asked to stop, "bye". */
const polite = `
  process.on('SIGTERM', () => { console.log('bye ' + Date.now()); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log('\\x1b[31mup\\x1b[0m');
`;
const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up');`;

describe('the supervisor of the local stack', () => {
  const folder = useTemporaryFolder();
  let supervisor: Supervisor;

  beforeEach(() => {
    supervisor = newSupervisor();
  });
  afterEach(() => supervisor.stopAll());

  const recordFile = (): string => join(folder.path, 'children.json');
  const newSupervisor = (): Supervisor =>
    new Supervisor({ logFolder: join(folder.path, 'logs'), recordFile: recordFile() });
  const log = (name: string): string => readFileSync(join(folder.path, 'logs', `${name}.log`), 'utf8');
  const recordedPids = (): number[] =>
    (JSON.parse(readFileSync(recordFile(), 'utf8')) as { pid: number }[]).map(({ pid }) => pid);

  async function start(name: string, code: string, stopLimitMs = 5000): Promise<void> {
    const args = ['-e', code, `${folder.path}/${name}`];
    const child = supervisor.start({ name, command: process.execPath, args, env: process.env, stopLimitMs });
    await child.readyWhen(() => Promise.resolve(expect(log(name)).toContain('up')), 10_000);
  }

  it('stops its processes in the reverse order of their start', async () => {
    await start('first', polite);
    await start('second', polite);
    await supervisor.stopAll();
    const stoppedAt = (name: string): number => Number(/bye (\d+)/.exec(log(name))?.[1]);
    expect(stoppedAt('second')).toBeLessThanOrEqual(stoppedAt('first'));
    expect(existsSync(recordFile())).toBe(false);
  });

  it('kills a process that does not stop within its limit', async () => {
    await start('stubborn', stubborn, 200);
    const pids = recordedPids();
    await supervisor.stopAll();
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('writes logs with the name of the process and without colours', async () => {
    await start('coloured', polite);
    expect(log('coloured')).toMatch(/^\S+Z coloured \| up\n/);
  });

  it('tells when a process ends unasked, with the last lines of its log', async () => {
    await start('worker', polite);
    process.kill(recordedPids()[0] ?? 0, 'SIGKILL');
    await expect(supervisor.failure).rejects.toThrow(/worker \| up\n.+« worker ».+SIGKILL/);
  });

  it('tells at once when a process ends before it is ready', async () => {
    const child = supervisor.start({
      name: 'broken',
      command: process.execPath,
      args: ['-e', 'console.error("no such table"); process.exit(3)'],
      env: process.env,
    });
    const ready = child.readyWhen(() => Promise.reject(new Error('not yet')), 60_000);
    await expect(ready).rejects.toThrow(/no such table[^]+« broken ».+code 3/);
  });

  it('leaves a record by which a later start stops what a killed one left', async () => {
    await start('orphan', polite);
    const pids = recordedPids();
    await expect(stopLeftovers(recordFile())).resolves.toEqual(['orphan']);
    await waitFor(() => Promise.resolve(expect(pids.filter(isAlive)).toEqual([])));
  });
});
