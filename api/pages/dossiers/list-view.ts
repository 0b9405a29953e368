import { type DossierState, dossierStates, isFinished } from '../../../domain/dossier/states.ts';
import type { DossierItem } from '../../dossiers/list.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';
import { deadlineLine, type Present, presentAt } from './deadline-view.ts';
import { nextStepOf } from './next-step.ts';

/** The list of dossiers. */
export interface ListView {
  t: Texts['dossiers'];
  frame: Texts['frame'];
  states: { key: string; label: string; isChosen: boolean }[];
  chosenLabel: string | null;
  groups: { id: string; heading: string; items: ReturnType<typeof cardOf>[] }[];
  nextPath: string | null;
  firstPath: string | null;
}

/** What was asked for and found. */
export interface Listed {
  items: readonly DossierItem[];
  nextPage: string | null;
  state: DossierState | undefined;
  isFirstPage: boolean;
  /** Epoch milliseconds. */
  now: number;
}

/** Builds the list; finished dossiers stand apart. */
export function listView(
  context: PageContext,
  { items, nextPage, state, isFirstPage, now }: Listed,
): ListView {
  const { dossiers: t, frame } = context.texts;
  const path = (page: string | null) => {
    const parameters = new URLSearchParams({ ...(state && { etat: state }), ...(page !== null && { page }) });
    return parameters.size === 0 ? '/dossiers' : `/dossiers?${parameters.toString()}`;
  };
  const present = presentAt(now);
  const cards = items.map((item) => ({
    ...cardOf(context, item, present),
    isFinished: isFinished(item.state),
  }));
  const groups = [
    { id: 'en-cours', heading: t.openHeading, items: cards.filter((card) => !card.isFinished) },
    { id: 'termines', heading: t.finishedHeading, items: cards.filter((card) => card.isFinished) },
  ];
  return {
    t,
    frame,
    states: dossierStates.map((key) => ({
      key,
      label: context.wording.labels[key],
      isChosen: key === state,
    })),
    chosenLabel: state === undefined ? null : context.wording.labels[state],
    groups: groups.filter((group) => group.items.length > 0),
    nextPath: nextPage === null ? null : path(nextPage),
    firstPath: isFirstPage ? null : path(null),
  };
}

function cardOf(context: PageContext, item: DossierItem, present: Present) {
  const { dossiers: t } = context.texts;
  const deadline = item.deadline === null ? null : deadlineLine(context, item.deadline, present);
  return {
    path: `/dossiers/${item.number}`,
    title: item.training.title,
    number: t.number(item.number),
    dates: context.dates.sessionDates(item.session.startsOn, item.session.endsOn),
    state: item.state,
    label: context.wording.labels[item.state],
    next: nextStepOf(context, item.actions),
    deadline,
  };
}
