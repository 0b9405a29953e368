import { afterAll, beforeAll, jest, test } from '@jest/globals';
import { howMany } from '../support/how-many.ts';
import { expectHistoriesToBeRight } from './played-history.ts';
import { startRealStage } from './real-stage.ts';
import type { Stage } from './stage.ts';
import { Tally } from './tally.ts';

jest.setTimeout(5_400_000);

let stage: Stage;
beforeAll(async () => {
  stage = await startRealStage();
});
afterAll(() => stage.stop());

// More, or others: MONEY_REAL_HISTORIES=300 MONEY_SEED=7 npm test -- test/money/real-histories
const numRuns = howMany({ short: 16, long: 100, variable: 'MONEY_REAL_HISTORIES' });

test(`${numRuns} random histories on the real Temporal end with every cent where it belongs`, async () => {
  const settings = { numRuns, seed: 20_270_302, mostMoves: 12, testFile: 'test/money/real-histories' };
  await expectHistoriesToBeRight(stage, new Tally(), settings);
});
