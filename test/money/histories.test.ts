import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { MoneyWorld } from './money-world.ts';
import { replaceWorkflowModule } from './small-temporal/workflow-module.ts';

replaceWorkflowModule();
// After the replacement: these import the product's workflows.
const { startMoneyWorld } = await import('./money-world.ts');
const { Tally, endsOfInterest } = await import('./tally.ts');
const { playedHistory } = await import('./played-history.ts');

jest.setTimeout(900_000);

let world: MoneyWorld;
beforeAll(async () => {
  world = await startMoneyWorld();
});
afterAll(() => world.stop());

// More, or others: MONEY_HISTORIES=20000 MONEY_SEED=7 npm test -- test/money
const numRuns = Number(process.env['MONEY_HISTORIES'] ?? 2_000);
const seed = Number(process.env['MONEY_SEED'] ?? 20_270_301);

test(`${numRuns} random histories of payments, cancellations and crashes end with every cent where it belongs`, async () => {
  const tally = new Tally();
  await fc.assert(
    playedHistory(() => world, tally),
    { numRuns, seed },
  );
  const missing = endsOfInterest.filter((end) => !tally.counts.has(end));
  expect(numRuns < 2_000 ? [] : missing).toEqual([]);
});
