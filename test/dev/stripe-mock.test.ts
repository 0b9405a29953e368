import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { locateStripeMock, resolveStripeMock, stripeMockVersion } from '../../dev/stripe-mock.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

describe('stripe-mock', () => {
  const folder = useTemporaryFolder();
  const cache = (): string => join(folder.path, 'cache');

  function program(path: string, script: string): string {
    const full = join(folder.path, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return full;
  }
  const cached = (): string => program(`cache/stripe-mock-${stripeMockVersion}/stripe-mock`, '');

  it('is the one on PATH before the cached one, unless that is another tool of the same name', () => {
    const kept = cached();
    const onPath = program('bin/stripe-mock', 'echo "stripe-mock 1"');
    expect(locateStripeMock({ env: { PATH: dirname(onPath) }, cache: cache() })).toBe(onPath);
    program('bin/stripe-mock', 'echo "a stranger"');
    expect(locateStripeMock({ env: { PATH: dirname(onPath) }, cache: cache() })).toBe(kept);
  });

  it('is built by Go into the cache when it is not there, which is said', async () => {
    const go = program('bin/go', `echo "$2" > "$GOBIN/stripe-mock"; /bin/chmod +x "$GOBIN/stripe-mock"`);
    const said: string[] = [];
    const env = { PATH: dirname(go) };
    const path = await resolveStripeMock({ env, cache: cache(), say: (line) => said.push(line) });
    expect(path).toBe(join(cache(), `stripe-mock-${stripeMockVersion}`, 'stripe-mock'));
    expect(said.join()).toContain('building with Go');
  });

  it('is done without where there is no Go, and where Go cannot build it', async () => {
    const said: string[] = [];
    const options = { cache: cache(), say: (line: string) => void said.push(line) };
    expect(await resolveStripeMock({ ...options, env: { PATH: '' } })).toBeUndefined();
    const go = program('bin/go', 'echo no network >&2; exit 1');
    expect(await resolveStripeMock({ ...options, env: { PATH: dirname(go) } })).toBeUndefined();
    expect(said.join()).toContain('no network');
  });
});
