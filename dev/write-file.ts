import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';

let count = 0;
const temporaryName = (path: string): string => `${path}.${process.pid}.${count++}.tmp`;

/** Replaces a file in one step, so that nobody reads half of it, readable by its owner only. */
export function writeText(path: string, text: string): void {
  const temporary = temporaryName(path);
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}

/** Replaces a JSON file in the same way. */
export function writeJson(path: string, value: unknown): void {
  writeText(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** Creates a file with its whole content at once; false when it exists already. */
export function createExclusively(path: string, content: string): boolean {
  const temporary = temporaryName(path);
  writeFileSync(temporary, content, { mode: 0o600 });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}
