/** `npm run docs`: draws the transition table as the state diagram of README.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dossierStates, type DossierState, isFinished, stateLabels } from '../domain/dossier/states.ts';
import { type Arrow, transitionTable } from '../domain/dossier/transition-table.ts';
import { repositoryRoot } from './local-folder.ts';
import { bilingual } from './problem.ts';

const end = '[*]';
const startMark = '<!-- state diagram: begin, written by `npm run docs` -->';
const endMark = '<!-- state diagram: end -->';

/** The file that shows the diagram. */
export const readmePath = join(repositoryRoot, 'README.md');

/**
 * Draws the table in Mermaid. Left out by rule: arrows that lead back to their own state, whatever their message; an arrow
 * that deletes a dossier that is not finished leads to the end. Messages with the same way share one arrow.
 */
export function stateDiagram(): string {
  const names = dossierStates.map((state) => `  state "${stateLabels[state]}" as ${state}`);
  const arrows = dossierStates.flatMap((state) => [...labelsByTarget(state)].map(draw(state)));
  const ends = dossierStates.filter(isFinished).map((state) => `  ${state} --> ${end}`);
  return ['stateDiagram-v2', ...names, `  ${end} --> draft`, ...arrows, ...ends].join('\n');
}

/** Puts the diagram between the marks of a text. Throws when the marks are not there. */
export function withDiagram(text: string, diagram: string): string {
  const [before, rest] = text.split(startMark);
  const after = rest?.split(endMark)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md lacks the mark ${startMark}`);
  return `${before}${startMark}\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n${endMark}${after}`;
}

function labelsByTarget(state: DossierState): Map<string, string[]> {
  const labels = new Map<string, string[]>();
  for (const arrow of transitionTable[state]) {
    const target = targetOf(state, arrow);
    if (target === null) continue;
    const known = labels.get(target) ?? [];
    const label = `${arrow.message} (${arrow.by})`;
    labels.set(target, known.includes(label) ? known : [...known, label]);
  }
  return labels;
}

function targetOf(state: DossierState, { to, deletes }: Arrow): string | null {
  if (deletes === true && !isFinished(state)) return end;
  return to === state ? null : to;
}

function draw(state: DossierState) {
  return ([target, labels]: [string, string[]]): string => `  ${state} --> ${target} : ${labels.join(', ')}`;
}

if (import.meta.main) {
  writeFileSync(readmePath, withDiagram(readFileSync(readmePath, 'utf8'), stateDiagram()));
  console.log(
    bilingual(
      'Le diagramme de README.md suit la table des transitions.',
      'The diagram of README.md follows the transition table.',
    ),
  );
}
