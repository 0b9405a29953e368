import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTests, type JestReport, type TestCount } from './jest-report.ts';
import { repositoryRoot } from './local-folder.ts';
import { signalGroup } from './process-identity.ts';

/** A run of Jest that can be ended early. */
export interface JestRun {
  readonly count: Promise<TestCount>;
  readonly stop: () => void;
}

/** Runs Jest in a process group of its own, so that Ctrl-C ends it in our order and nothing that a test started remains. */
export function runJest(args: readonly string[], folder: string, extraEnv: Record<string, string>): JestRun {
  const reportFile = join(folder, 'report.json');
  const jest = join(repositoryRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = [...(process.env.NODE_OPTIONS?.split(' ') ?? []), '--experimental-vm-modules'];
  // Jest's ES modules are "experimental" in Node's words; a warning for each worker tells nobody anything.
  options.push('--disable-warning=ExperimentalWarning');
  const child = spawn(process.execPath, [jest, ...args, '--json', `--outputFile=${reportFile}`], {
    cwd: repositoryRoot,
    env: { ...process.env, NODE_ENV: 'test', NODE_OPTIONS: options.join(' ').trim(), ...extraEnv },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const stop = (): void => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  };
  const count = new Promise<TestCount>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      // A test file that was killed may have left a server.
      stop();
      resolve(readCount(reportFile));
    });
  });
  return { count, stop };
}

function readCount(reportFile: string): TestCount {
  try {
    return countTests(JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport);
  } catch {
    // Jest itself failed (a wrong option, a crash): it wrote no report.
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
