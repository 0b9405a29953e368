import { expect } from '@jest/globals';
import { isPayable } from '../../domain/dossier/owed.ts';
import type { History } from './history.ts';
import { stripeSide } from './stripe-side.ts';

/** At any time, whatever failed just now: nobody can be led to two pages to pay one dossier. */
export function expectSinglePages({ stage, players }: History): void {
  for (const { number } of players) {
    expect({ number, pages: Math.max(1, stripeSide(stage, number).openPages) }).toEqual({ number, pages: 1 });
  }
}

/** Once a dossier's own work is done, and before reconciliation mends anything: nobody can pay what is over, or paid. */
export async function expectPagesToBeClosed(history: History): Promise<void> {
  for (const dossier of await history.dossiers()) {
    if (isPayable(dossier)) continue;
    const { number, state } = dossier;
    expect({ number, state, openPages: stripeSide(history.stage, number).openPages }).toEqual({
      number,
      state,
      openPages: 0,
    });
  }
}
