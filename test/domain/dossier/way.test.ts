import { describe, expect, test } from '@jest/globals';
import { dossierStates } from '../../../domain/dossier/states.ts';
import { transitionTable } from '../../../domain/dossier/transition-table.ts';
import { besideMainWay, shortestWay, wholeWay } from '../../../domain/dossier/way.ts';

describe('the way of a dossier', () => {
  test('goes from the draft to the end of the training by arrows of the table', () => {
    const way = shortestWay('draft', 'completed') ?? [];
    expect(way).toEqual(['draft', 'requested', 'to_validate', 'validated', 'in_training', 'completed']);
    for (const [place, state] of way.slice(0, -1).entries()) {
      expect(transitionTable[state].map(({ to }) => to)).toContain(way[place + 1]);
    }
  });

  test('goes on from wherever a dossier is, through what it has been', () => {
    expect(wholeWay(['draft', 'draft', 'requested', 'proposed', 'payment_refused'])).toEqual({
      past: ['draft', 'requested', 'proposed', 'payment_refused'],
      ahead: ['validated', 'in_training', 'completed'],
    });
  });

  test('stops where a dossier ended', () => {
    expect(wholeWay(['draft', 'requested', 'refused'])).toEqual({
      past: ['draft', 'requested', 'refused'],
      ahead: [],
    });
  });

  test('leaves out no state: what is not on it stands beside it', () => {
    const all = [...(shortestWay('draft', 'completed') ?? []), ...besideMainWay()];
    expect(all.sort()).toEqual([...dossierStates].sort());
  });
});
