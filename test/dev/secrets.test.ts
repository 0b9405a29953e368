import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ensureSecrets } from '../../dev/secrets.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

describe('the secrets of the local stack', () => {
  const folder = useTemporaryFolder();
  const file = (): string => join(folder.path, 'secrets.json');

  it('stay the same from one start to the next', () => {
    const first = ensureSecrets(file(), { SESSION_SECRET: () => 'one' });
    expect(ensureSecrets(file(), { SESSION_SECRET: () => 'two' })).toEqual(first);
  });

  it('gain those that a newer version of the product asks for', () => {
    ensureSecrets(file(), { SESSION_SECRET: () => 'one' });
    const secrets = ensureSecrets(file(), { SESSION_SECRET: () => 'two', NIR_KEYS: () => 'three' });
    expect(secrets).toEqual({ SESSION_SECRET: 'one', NIR_KEYS: 'three' });
  });

  it('can be read by their owner only', () => {
    ensureSecrets(file(), { SESSION_SECRET: () => 'one' });
    expect(statSync(file()).mode & 0o077).toBe(0);
  });
});
