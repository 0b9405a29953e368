import { createWriteStream, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** A log of one process: lines with an instant and the process's name, without colours. */
export interface LogFile {
  readonly path: string;
  /** Copies a stream into the file, line by line, until it ends. */
  follow(stream: Readable): void;
  /** Writes what is left and closes the file. */
  close(): Promise<void>;
}

/** Opens a fresh log; the one of the start before is kept beside it with `.previous`. */
export function openLog(path: string, name: string): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  try {
    renameSync(path, `${path}.previous`);
  } catch {
    // The first start has no log yet.
  }
  const file = createWriteStream(path);
  // A full disk must stop neither the process nor its supervisor for the sake of a log.
  file.on('error', () => undefined);
  return {
    path,
    follow(stream) {
      createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
        file.write(`${new Date().toISOString()} ${name} | ${stripVTControlCharacters(line)}\n`);
      });
    },
    close: () => new Promise((resolve) => file.end(() => resolve())),
  };
}

/** The last lines of a log, for the sentence that says why a process ended; empty when there are none. */
export function lastLines(path: string, count = 15): string {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
