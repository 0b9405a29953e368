import { type DossierState, dossierStates } from './states.ts';
import { transitionTable } from './transition-table.ts';

/** Where a dossier goes when all is well. */
export const goal: DossierState = 'completed';

/**
 * Finds the shortest way from one state to another by the arrows of the transition table, both ends included; of two that are
 * as short, the one whose arrows stand first. Null when no arrow leads there.
 */
export function shortestWay(from: DossierState, to: DossierState): readonly DossierState[] | null {
  const cameFrom = new Map<DossierState, DossierState | null>([[from, null]]);
  const queue = [from];
  for (const state of queue) {
    if (state === to) return wayBack(cameFrom, to);
    for (const arrow of transitionTable[state]) {
      if (cameFrom.has(arrow.to)) continue;
      cameFrom.set(arrow.to, state);
      queue.push(arrow.to);
    }
  }
  return null;
}

/**
 * The way from the first draft to the goal through the state a dossier is in: the states it has been through, then the
 * shortest rest; nothing after a state that leads no further.
 * @param visited the states so far, in order, the present one last
 */
export function wholeWay(visited: readonly DossierState[]): { past: DossierState[]; ahead: DossierState[] } {
  const past = visited.filter((state, place) => state !== visited[place - 1]);
  const present = past.at(-1) ?? 'draft';
  return { past, ahead: (shortestWay(present, goal) ?? []).slice(1) };
}

/** The states that the main way does not pass: what can happen otherwise. */
export function besideMainWay(): DossierState[] {
  const main = shortestWay('draft', goal) ?? [];
  return dossierStates.filter((state) => !main.includes(state));
}

function wayBack(
  cameFrom: ReadonlyMap<DossierState, DossierState | null>,
  end: DossierState,
): DossierState[] {
  const way: DossierState[] = [];
  for (let state: DossierState | null = end; state !== null; state = cameFrom.get(state) ?? null)
    way.unshift(state);
  return way;
}
