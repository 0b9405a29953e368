import { type DossierState, isFinished } from '../../../domain/dossier/states.ts';
import { type Arrow, transitionTable } from '../../../domain/dossier/transition-table.ts';
import { besideMainWay, goal, shortestWay } from '../../../domain/dossier/way.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';

/** The states of a dossier, explained. */
export interface UnderstandView {
  t: Texts['understand'];
  groups: { id: string; heading: string; isMain: boolean; states: StateView[] }[];
}

interface StateView {
  key: DossierState;
  label: string;
  meaning: string;
  isFinal: boolean;
  next: { key: DossierState; text: string }[];
}

/** Builds the explanation of the 13 states from the transition table: the main way first, then what else can happen. */
export function understandView(context: PageContext): UnderstandView {
  const { understand: t } = context.texts;
  const explained = (states: readonly DossierState[]) => states.map((state) => stateView(context, state));
  return {
    t,
    groups: [
      {
        id: 'parcours',
        heading: t.mainHeading,
        isMain: true,
        states: explained(shortestWay('draft', goal) ?? []),
      },
      { id: 'autres', heading: t.besideHeading, isMain: false, states: explained(besideMainWay()) },
    ],
  };
}

function stateView(context: PageContext, state: DossierState): StateView {
  const { texts, wording } = context;
  const next = new Map<DossierState, Set<string>>();
  for (const arrow of transitionTable[state].filter((arrow) => leadsOn(state, arrow))) {
    const known = next.get(arrow.to) ?? new Set();
    next.set(arrow.to, known.add(texts.understand.actors[arrow.by]));
  }
  return {
    key: state,
    label: wording.labels[state],
    meaning: texts.understand.states[state],
    isFinal: isFinished(state),
    next: [...next].map(([key, actors]) => ({
      key,
      text: texts.understand.arrow([...actors].join(texts.understand.or), wording.labels[key]),
    })),
  };
}

function leadsOn(state: DossierState, { to }: Arrow): boolean {
  return to !== state;
}
