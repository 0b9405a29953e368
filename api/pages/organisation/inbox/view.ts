import { type DossierState, dossierStates } from '../../../../domain/dossier/states.ts';
import type { DossierItem } from '../../../dossiers/list.ts';
import type { PageContext } from '../../context.ts';
import type { Texts } from '../../texts/index.ts';
import { organisationDeadline } from '../deadline-view.ts';

/** The dossiers sent to an organisation. */
export interface InboxView {
  t: Texts['organisation']['inbox'];
  frame: Texts['frame'];
  toAnswer: string;
  counts: { href: string; label: string; count: number; isCurrent: boolean }[];
  chosenLabel: string | null;
  items: ReturnType<typeof lineOf>[];
  canAccept: boolean;
  csvPath: string;
  nextPath: string | null;
  firstPath: string | null;
  formFields: string;
}

/** What was asked for and found. */
export interface InboxSource {
  items: readonly DossierItem[];
  nextPage: string | null;
  counts: ReadonlyMap<DossierState, number>;
  state: DossierState | undefined;
  isFirstPage: boolean;
  mayReply: boolean;
  /** Epoch milliseconds. */
  now: number;
  formFields: string;
}

/** Builds the inbox; the list comes nearest deadline first, so what is overdue leads it. */
export function inboxView(context: PageContext, source: InboxSource): InboxView {
  const { items, nextPage, counts, state, isFirstPage, mayReply, now, formFields } = source;
  const { inbox: t } = context.texts.organisation;
  const lines = items.map((item) => lineOf(context, item, { now, mayReply }));
  const requested = counts.get('requested') ?? 0;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    t,
    frame: context.texts.frame,
    toAnswer: requested === 0 ? t.noneToAnswer : t.toAnswer(requested),
    counts: [
      { href: pathTo(undefined, null), label: t.all, count: total, isCurrent: state === undefined },
      ...dossierStates.flatMap((key) => {
        const count = counts.get(key);
        const label = context.wording.labels[key];
        return count === undefined
          ? []
          : [{ href: pathTo(key, null), label, count, isCurrent: key === state }];
      }),
    ],
    chosenLabel: state === undefined ? null : context.wording.labels[state],
    items: lines,
    canAccept: lines.some(({ canAccept }) => canAccept),
    csvPath: state === undefined ? '/organisme/dossiers.csv' : `/organisme/dossiers.csv?etat=${state}`,
    nextPath: nextPage === null ? null : pathTo(state, nextPage),
    firstPath: isFirstPage ? null : pathTo(state, null),
    formFields,
  };
}

function pathTo(state: DossierState | undefined, page: string | null): string {
  const parameters = new URLSearchParams({ ...(state && { etat: state }), ...(page !== null && { page }) });
  return parameters.size === 0 ? '/organisme' : `/organisme?${parameters.toString()}`;
}

function lineOf(
  context: PageContext,
  item: DossierItem,
  { now, mayReply }: { now: number; mayReply: boolean },
) {
  const { inbox: t } = context.texts.organisation;
  const number = context.texts.dossiers.number(item.number);
  return {
    path: `/organisme/dossiers/${item.number}`,
    key: item.number,
    number,
    title: item.training.title,
    dates: context.dates.sessionDates(item.session.startsOn, item.session.endsOn),
    state: item.state,
    label: context.wording.labels[item.state],
    deadline: item.deadline === null ? null : organisationDeadline(context, item.deadline, now),
    isOverdue: item.deadline !== null && Date.parse(item.deadline.at) < now,
    isOurTurn: item.actions.includes('accept') || item.actions.includes('acknowledge'),
    canAccept: mayReply && item.actions.includes('accept'),
    choose: t.choose(item.number),
  };
}
