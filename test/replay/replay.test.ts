import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js';
import { type PayingWorld, startPayingWorld } from '../support/paying-world.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { testStack } from '../support/stack.ts';
import { branches } from './branches.ts';
import { paymentBranches } from './payment-branches.ts';

// `RECORD_HISTORIES=1 npm test -- test/replay` plays the branches that have no history yet and keeps theirs; without it, the kept
// histories must replay on today's code: a change that would break an open dossier fails here (docs/operations.md, "Changing
// workflow code"). What was kept is never recorded anew: it is what open dossiers are made of.
const recording = process.env['RECORD_HISTORIES'] === '1';
const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const fileOf = (branch: string) => `${folder}${branch}.json`;

const names = [...Object.keys(branches), ...Object.keys(paymentBranches)];

const { History } = temporal.api.history.v1;
const plain = { enums: String, bytes: String, longs: String };

/** A stack trace names the folders of the machine that recorded it; a replay does not look at it. */
const withoutPaths = (key: string, value: unknown): unknown => (key === 'stackTrace' ? '' : value);

if (recording) describe('recording', recordMissing);

describe('the kept history of the branch', () => {
  beforeAll(() => quietRuntime());
  // A replay runs in this very thread, and its hook on every promise would fail on some of those of the tests that follow here.
  afterAll(() => globalHandlers.uninstall());

  test.each(names)('%s replays', async (branch) => {
    const history = History.fromObject(
      JSON.parse(readFileSync(fileOf(branch), 'utf8')) as Record<string, unknown>,
    );
    const workflowBundle = { codePath: testStack.workflowBundle };
    await expect(
      Worker.runReplayHistory({ workflowBundle }, history, `replay-${branch}`),
    ).resolves.toBeUndefined();
  });

  test('is there for every branch, and for no other', () => {
    expect(names.filter((branch) => !existsSync(fileOf(branch)))).toEqual([]);
    const kept = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
    expect(kept.filter((branch) => !names.includes(branch))).toEqual([]);
  });
});

function recordMissing(): void {
  let paying: PayingWorld;
  beforeAll(async () => {
    paying = await startPayingWorld({ laterMs: 24 * 3_600_000 });
  });
  afterAll(() => paying.stop());

  const plainBranches = Object.entries(branches).map(
    ([name, branch]) => [name, ({ world }: PayingWorld) => branch(world)] as const,
  );
  const missing = [...plainBranches, ...Object.entries(paymentBranches)].filter(
    ([name]) => !existsSync(fileOf(name)),
  );
  if (missing.length === 0) test('every branch has its history', () => undefined);
  else
    test.each(missing)('%s', async (name, branch) => {
      const dossier = await branch(paying);
      const history = await dossier.handle.fetchHistory();
      writeFileSync(
        fileOf(name),
        `${JSON.stringify(History.toObject(History.create(history), plain), withoutPaths)}\n`,
      );
    });
}
