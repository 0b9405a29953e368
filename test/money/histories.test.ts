import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { replaceWorkflowModule } from './small-temporal/workflow-module.ts';
import { howMany } from '../support/how-many.ts';
import type { Stage } from './stage.ts';

replaceWorkflowModule();
// After the replacement: these import the product's workflows.
const { startSmallStage } = await import('./small-stage.ts');
const { Tally, endsOfInterest } = await import('./tally.ts');
const { expectHistoriesToBeRight } = await import('./played-history.ts');

jest.setTimeout(5_400_000);

let stage: Stage;
beforeAll(async () => {
  stage = await startSmallStage();
});
afterAll(() => stage.stop());

// More, or others: MONEY_HISTORIES=20000 MONEY_SEED=7 npm test -- test/money/histories
const numRuns = howMany({ short: 300, long: 2_000, variable: 'MONEY_HISTORIES' });

test(`${numRuns} random histories of payments, cancellations and crashes end with every cent where it belongs`, async () => {
  const tally = new Tally();
  const settings = { numRuns, seed: 20_270_301, mostMoves: 40, testFile: 'test/money/histories' };
  await expectHistoriesToBeRight(stage, tally, settings);
  const missing = endsOfInterest.filter((end) => !tally.counts.has(end));
  const isWhole = numRuns >= 2_000 && process.env['MONEY_PATH'] === undefined;
  expect(isWhole ? missing : []).toEqual([]);
});
