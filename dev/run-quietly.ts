import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How {@link runQuietly} runs a program. */
export interface QuietRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The program is ended after this long. */
  readonly limitMs: number;
  /** Called every 10 seconds with the seconds gone by and the last line of output. */
  readonly onProgress?: (seconds: number, lastLine: string) => void;
}

/**
 * Runs a program without showing its output.
 * @returns undefined when it succeeded, else its last lines
 */
export function runQuietly({
  command,
  args,
  cwd,
  env,
  limitMs,
  onProgress,
}: QuietRun): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) =>
        lines.splice(0, Math.max(0, lines.push(line) - 8)),
      );
    }
    const start = Date.now();
    const clock = setInterval(
      () => onProgress?.(Math.round((Date.now() - start) / 1000), lines.at(-1) ?? ''),
      10_000,
    );
    const end = (failure: string | undefined): void => {
      clearInterval(clock);
      process.off('exit', stop);
      resolve(failure);
    };
    const stop = (): void => void child.kill('SIGKILL');
    process.once('exit', stop);
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) =>
      end(code === 0 ? undefined : lines.join('\n') || `${command}: ${signal ?? `code ${code}`}`),
    );
  });
}
