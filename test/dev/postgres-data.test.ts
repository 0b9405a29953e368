import { describe, expect, it } from '@jest/globals';
import { knownPostgresProblem } from '../../dev/postgres-data.ts';

describe('what Postgres says when it fails', () => {
  it.each([
    'initdb: error: could not write to file: No space left on device',
    'FATAL:  could not write lock file: ENOSPC',
    'PANIC: could not extend file: Disk quota exceeded',
  ])('becomes a sentence about the disk: %s', (output) => {
    expect(knownPostgresProblem(output)?.message).toMatch(/^Le disque est plein.+ \/ The disk is full/);
  });

  it('becomes a hint at npm run reset when the data are of another version', () => {
    expect(knownPostgresProblem('FATAL: database files are incompatible with server')?.message).toContain(
      'npm run reset',
    );
  });

  it('stays as it is when nobody can mend it', () => {
    expect(knownPostgresProblem('FATAL: something else')).toBeUndefined();
  });
});
