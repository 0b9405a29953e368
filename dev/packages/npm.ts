import { spawn } from 'node:child_process';
import { repositoryRoot } from '../local-folder.ts';

/** What npm wrote, and whether it said that all went well. */
export interface NpmAnswer {
  readonly stdout: string;
  readonly stderr: string;
  readonly ok: boolean;
}

/** Runs npm in this checkout, by the npm that runs us where there is one. It is ended after `limitMs`, and then is not `ok`. */
export function runNpm(args: readonly string[], limitMs: number): Promise<NpmAnswer> {
  const cli = process.env.npm_execpath;
  const [program, all] = cli === undefined ? ['npm', args] : [process.execPath, [cli, ...args]];
  return new Promise((resolve) => {
    const child = spawn(program, all, {
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
      shell: cli === undefined && process.platform === 'win32',
      windowsHide: true,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (error) => (stderr += error.message));
    child.once('close', (code) => resolve({ stdout, stderr, ok: code === 0 }));
  });
}
