import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { locateTemporalBinary, temporalCliVersion } from '../../dev/temporal-binary.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

describe('the Temporal binary', () => {
  const folder = useTemporaryFolder();

  function program(path: string, answer = 'temporal version 1.5.1'): string {
    const full = join(folder.path, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, `#!/bin/sh\necho "${answer}"\n`, { mode: 0o755 });
    return full;
  }
  const cached = (): string => program(`cache/temporal-cli-${temporalCliVersion}/temporal`);
  const locate = (env: NodeJS.ProcessEnv): string | undefined =>
    locateTemporalBinary({ env, cache: join(folder.path, 'cache') });

  it('is the one of TEMPORAL_CLI_PATH before any other', () => {
    cached();
    const onPath = program('bin/temporal');
    const named = program('own/temporal');
    expect(locate({ TEMPORAL_CLI_PATH: named, PATH: dirname(onPath) })).toBe(named);
  });

  it('is the one on PATH before the cached one', () => {
    cached();
    const onPath = program('bin/temporal');
    expect(locate({ PATH: `${join(folder.path, 'none')}:${dirname(onPath)}` })).toBe(onPath);
  });

  it('is the cached one when PATH has none', () => {
    expect(locate({ PATH: '', TEMPORAL_CLI_PATH: cached() })).toBe(cached());
    expect(locate({ PATH: '' })).toBe(cached());
  });

  it('is not another tool of the same name on PATH', () => {
    const stranger = program('bin/temporal', 'temporal: a clock');
    expect(locate({ PATH: dirname(stranger) })).toBeUndefined();
  });

  it('is not looked for elsewhere when TEMPORAL_CLI_PATH is wrong: the sentence names the variable', () => {
    cached();
    expect(() => locate({ TEMPORAL_CLI_PATH: join(folder.path, 'gone') })).toThrow(
      /TEMPORAL_CLI_PATH=.+gone/,
    );
  });
});
