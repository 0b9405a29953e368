import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readmePath, stateDiagram, withDiagram } from '../../dev/state-diagram.ts';
import { dossierStates, stateLabels } from '../../domain/dossier/states.ts';
import { transitionTable } from '../../domain/dossier/transition-table.ts';

const lines = stateDiagram().split('\n');

describe('the state diagram', () => {
  test('in README.md is the one that the transition table gives; if not, run “npm run docs”', () => {
    const readme = readFileSync(readmePath, 'utf8');
    expect(withDiagram(readme, stateDiagram())).toBe(readme);
  });

  test.each(dossierStates)('names the state %s by its French label', (state) => {
    expect(lines).toContain(`  state "${stateLabels[state]}" as ${state}`);
  });

  test('has every message of the table that changes the state, with its sender', () => {
    const missing = dossierStates.flatMap((state) =>
      transitionTable[state]
        .filter(({ to }) => to !== state)
        .filter(({ message, by, to }) => {
          const drawn = lines.find((line) => line.startsWith(`  ${state} --> ${to} : `)) ?? '';
          return !drawn.includes(`${message} (${by})`);
        }),
    );
    expect(missing).toEqual([]);
  });

  test('has no arrow that leads back to its own state', () => {
    expect(
      dossierStates.filter((state) => lines.some((line) => line.includes(`${state} --> ${state}`))),
    ).toEqual([]);
  });

  test('is refused by a text without its marks', () => {
    expect(() => withDiagram('# Nothing here', stateDiagram())).toThrow('lacks the mark');
  });
});
