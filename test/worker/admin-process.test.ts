import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const main = fileURLToPath(new URL('../../worker/admin/main.ts', import.meta.url));

async function runProcess(...args: string[]) {
  // No environment of ours: a command that is typed wrong, or help, needs none.
  const child = spawn(process.execPath, [main, ...args], { env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
  const collected = { out: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (collected.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (collected.errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...collected };
}

describe('the process of npm run admin', () => {
  test('shows its help in French', async () => {
    const { code, out, errors } = await runProcess('rights', 'credit', '--help');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('Utilisation : npm run admin -- rights credit [options]');
    expect(out).not.toMatch(/Usage|display help|Commands/);
  });

  test('without a command shows what there is, and fails as wrong usage', async () => {
    const { code, out, errors } = await runProcess();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const name of ['organisation', 'rights', 'catalogue', 'dossiers', 'worker', 'migrate'])
      expect(errors).toContain(name);
    expect(errors).not.toMatch(/display help/);
  });
});
