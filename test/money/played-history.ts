import fc from 'fast-check';
import { History } from './history.ts';
import { expectMoneyToBeRight } from './invariants.ts';
import { expectPagesToBeClosed, expectSinglePages } from './page-invariants.ts';
import { type Beginning, beginnings, type Turn, turns } from './moves.ts';
import { play } from './play.ts';
import { readableFailure } from './readable-failure.ts';
import { settle, standStill } from './settle.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';

/** A turn as fast-check plays it. */
class Command implements fc.AsyncCommand<object, History> {
  private readonly turn: Turn;

  constructor(turn: Turn) {
    this.turn = turn;
  }

  check(): boolean {
    return true;
  }

  async run(_: object, history: History): Promise<void> {
    await play(history, this.turn);
    expectSinglePages(history);
  }

  toString(): string {
    const { move, then } = this.turn;
    const { do: what, ...how } = move;
    const words = Object.entries(how).map(([name, value]) => `${name}=${String(value)}`);
    const after = typeof then === 'string' ? then : `${then.what} at ${then.at}`;
    return `\n  ${[what, ...words].join(' ')} (${after})`;
  }
}

/** How many histories, which, how long, and the test to name in a failure. */
export interface Settings {
  numRuns: number;
  seed: number;
  mostMoves: number;
  testFile: string;
}

/**
 * The property: whatever happens in whatever order, the money is right once everything has settled. MONEY_SEED, MONEY_PATH and
 * MONEY_REPLAY play a failure again, as its message says.
 */
export async function expectHistoriesToBeRight(
  stage: Stage,
  tally: Tally,
  settings: Settings,
): Promise<void> {
  const { MONEY_SEED, MONEY_PATH, MONEY_REPLAY, MONEY_SHRINK } = process.env;
  const commands = fc.commands(
    turns.map((turn) => turn.map((one) => new Command(one))),
    { maxCommands: settings.mostMoves, size: 'max', ...(MONEY_REPLAY ? { replayPath: MONEY_REPLAY } : {}) },
  );
  const property = fc.asyncProperty(beginnings, commands, async (beginning: Beginning, moved) => {
    await playThrough(await History.begin(stage, beginning), moved, tally);
  });
  const details = await fc.check(property, {
    numRuns: settings.numRuns,
    seed: Number(MONEY_SEED ?? settings.seed),
    endOnFailure: MONEY_SHRINK === 'no',
    ...(MONEY_PATH ? { path: MONEY_PATH } : {}),
  });
  if (details.failed) throw new Error(readableFailure(details, settings.testFile));
}

async function playThrough(
  history: History,
  moved: Iterable<fc.AsyncCommand<object, History>>,
  tally: Tally,
): Promise<void> {
  await fc.asyncModelRun(() => ({ model: {}, real: history }), moved);
  await standStill(history);
  await expectPagesToBeClosed(history);
  await settle(history);
  expectSinglePages(history);
  await expectPagesToBeClosed(history);
  await expectMoneyToBeRight(history);
  await tally.add(history);
  await history.end();
}
