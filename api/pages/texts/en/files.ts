import type { files as french } from '../fr/files.ts';

/** What is said of files, wherever they stand. */
export const files: typeof french = {
  kilobytes: (size: string) => `${size} kB`,
  megabytes: (size: string) => `${size} MB`,
};
