import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { startWorld, type World } from '../support/dossier-world.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { testStack } from '../support/stack.ts';
import { branches } from './branches.ts';

// `RECORD_HISTORIES=1 npm test -- test/replay` plays every branch anew and keeps its history; without it, the kept histories
// must replay on today's code: a change that would break an open dossier fails here (docs/operations.md, "Changing a rule").
const recording = process.env['RECORD_HISTORIES'] === '1';
const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const fileOf = (branch: string) => `${folder}${branch}.json`;

const { History } = temporal.api.history.v1;
const plain = { enums: String, bytes: String, longs: String };

/** A stack trace names the folders of the machine that recorded it; a replay does not look at it. */
const withoutPaths = (key: string, value: unknown): unknown => (key === 'stackTrace' ? '' : value);

jest.setTimeout(120_000);

if (recording) describe('recording', recordAll);

describe('the kept history of the branch', () => {
  beforeAll(() => quietRuntime());

  test.each(Object.keys(branches))('%s replays', async (branch) => {
    const history = History.fromObject(
      JSON.parse(readFileSync(fileOf(branch), 'utf8')) as Record<string, unknown>,
    );
    const workflowBundle = { codePath: testStack.workflowBundle };
    await expect(
      Worker.runReplayHistory({ workflowBundle }, history, `replay-${branch}`),
    ).resolves.toBeUndefined();
  });

  test('is there for every branch, and for no other', () => {
    expect(Object.keys(branches).filter((branch) => !existsSync(fileOf(branch)))).toEqual([]);
    const kept = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
    expect(kept.filter((branch) => !(branch in branches))).toEqual([]);
  });
});

function recordAll(): void {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  test.each(Object.entries(branches))('%s', async (name, branch) => {
    const dossier = await branch(world);
    const history = await dossier.handle.fetchHistory();
    writeFileSync(
      fileOf(name),
      `${JSON.stringify(History.toObject(History.create(history), plain), withoutPaths)}\n`,
    );
  });
}
