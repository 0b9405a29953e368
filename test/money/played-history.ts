import fc from 'fast-check';
import { History } from './history.ts';
import { expectMoneyToBeRight } from './invariants.ts';
import type { MoneyWorld } from './money-world.ts';
import { type Beginning, beginnings, type Move, moves } from './moves.ts';
import { play } from './play.ts';
import type { Tally } from './tally.ts';
import { settle } from './settle.ts';

/** A move as fast-check plays it. */
class Command implements fc.AsyncCommand<object, History> {
  private readonly move: Move;

  constructor(move: Move) {
    this.move = move;
  }

  check(): boolean {
    return true;
  }

  async run(_: object, history: History): Promise<void> {
    await play(history, this.move);
  }

  toString(): string {
    return JSON.stringify(this.move);
  }
}

const mostMoves = 40;
const commands = fc.commands(
  moves.flatMap(({ weight, arbitrary }) =>
    Array.from({ length: weight }, () => arbitrary.map((move) => new Command(move))),
  ),
  { maxCommands: mostMoves, size: 'max' },
);

/** The property: whatever happens in whatever order, the money is right once everything has settled. */
export function playedHistory(worldOf: () => MoneyWorld, tally: Tally) {
  return fc.asyncProperty(beginnings, commands, async (beginning: Beginning, moved) => {
    const history = await History.begin(worldOf(), beginning);
    await fc.asyncModelRun(() => ({ model: {}, real: history }), moved);
    await settle(history);
    await expectMoneyToBeRight(history);
    tally.add(history);
    await history.end();
  });
}
