import { type DossierState, dossierStates } from '../../../../domain/dossier/states.ts';
import { parisDay } from '../../../../domain/calendar/paris-time.ts';
import type { BoundedCount } from '../../../dossiers/organisation-counts.ts';
import type { OrganisationItem } from '../../../dossiers/organisation-list.ts';
import type { SharedReply } from '../../../dossiers/reply-to-many.ts';
import type { SessionRow } from '../../../organisation/session-row.ts';
import type { PageContext } from '../../context.ts';
import type { Texts } from '../../texts/index.ts';
import { organisationDeadline } from '../deadline-view.ts';
import { mostRows } from './csv.ts';
import { listPath, type TypedSearch } from './search.ts';

type Decision = SharedReply['decision'];

/** The dossiers sent to an organisation. */
export interface InboxView {
  t: Texts['organisation']['inbox'];
  frame: Texts['frame'];
  toAnswer: string;
  counts: { href: string; label: string; count: string; isCurrent: boolean }[];
  typed: TypedSearch;
  states: { value: DossierState; label: string; isChosen: boolean }[];
  sessionHeading: string | null;
  isInvalid: boolean;
  isSearch: boolean;
  emptyHeading: string;
  items: ReturnType<typeof lineOf>[];
  /** What may be said to the ticked ones. */
  decisions: { value: Decision; label: string; look: string }[];
  csvPath: string;
  csvHint: string;
  nextPath: string | null;
  firstPath: string | null;
  formFields: string;
}

/** What was asked for and found. */
export interface InboxSource {
  items: readonly OrganisationItem[];
  nextPage: string | null;
  counts: ReadonlyMap<DossierState, BoundedCount>;
  typed: TypedSearch;
  /** The session that the list keeps to. */
  session: (SessionRow & { title: string }) | null;
  isInvalid: boolean;
  isFirstPage: boolean;
  mayReply: boolean;
  /** Epoch milliseconds. */
  now: number;
  formFields: string;
}

const here = '/organisme';
const decisions = ['accept', 'acknowledge', 'refuse'] as const;

/** Builds the inbox; the list comes nearest deadline first, so what is overdue leads it. */
export function inboxView(context: PageContext, source: InboxSource): InboxView {
  const { items, nextPage, typed, session, isInvalid, isFirstPage, formFields } = source;
  const { inbox: t } = context.texts.organisation;
  const lines = items.map((item) => lineOf(context, item, source));
  const labels = context.wording.labels;
  return {
    t,
    frame: context.texts.frame,
    ...countsView(context, source),
    typed,
    states: dossierStates
      .filter((state) => state !== 'draft')
      .map((state) => ({ value: state, label: labels[state], isChosen: state === typed.etat })),
    sessionHeading:
      session === null
        ? null
        : t.ofSession(context.dates.sessionDates(session.startsOn, session.endsOn), session.title),
    isInvalid,
    isSearch: listPath(here, typed) !== here,
    emptyHeading: emptyHeading(context, typed),
    items: lines,
    decisions: decisions
      .filter((decision) => lines.some((line) => line.can.includes(decision)))
      .map((value) => ({
        value,
        label: t.chosen[value],
        look: value === 'accept' ? '' : value === 'refuse' ? 'danger outline' : 'outline',
      })),
    csvPath: listPath(`${here}/dossiers.csv`, typed),
    csvHint: t.csvHint(context.number(mostRows)),
    nextPath: nextPage === null ? null : listPath(here, typed, nextPage),
    firstPath: isFirstPage ? null : listPath(here, typed),
    formFields,
  };
}

function countsView(
  context: PageContext,
  { counts, typed }: InboxSource,
): Pick<InboxView, 'toAnswer' | 'counts'> {
  const { inbox: t } = context.texts.organisation;
  const requested = counts.get('requested');
  const every = [...counts.values()];
  const total = every.reduce((sum, { count }) => sum + count, 0);
  const isMore = every.some((one) => one.isMore);
  const chosen = listPath(here, typed);
  const line = (href: string, label: string, count: BoundedCount) => ({
    ...{ href, label, count: t.counted(count.count, count.isMore), isCurrent: href === chosen },
  });
  return {
    toAnswer: requested === undefined ? t.noneToAnswer : t.toAnswer(requested.count, requested.isMore),
    counts: [
      line(here, t.all, { count: total, isMore }),
      ...dossierStates.flatMap((state) => {
        const count = counts.get(state);
        if (count === undefined) return [];
        return [line(listPath(here, { etat: state }), context.wording.labels[state], count)];
      }),
    ],
  };
}

function emptyHeading({ texts, wording }: PageContext, typed: TypedSearch): string {
  const { inbox: t } = texts.organisation;
  const { etat, ...rest } = typed;
  const isStateAlone = Object.values(rest).every((value) => value === '');
  const state = dossierStates.find((one) => one === etat);
  if (!isStateAlone) return t.emptySearch;
  return state === undefined ? t.emptyHeading : t.emptyState(wording.labels[state]);
}

function lineOf(context: PageContext, item: OrganisationItem, { now, mayReply }: InboxSource) {
  const { inbox: t } = context.texts.organisation;
  const number = context.texts.dossiers.number(item.number);
  return {
    path: `/organisme/dossiers/${item.number}`,
    messagesPath: `/organisme/dossiers/${item.number}/messages`,
    key: item.number,
    number,
    trainee: item.trainee.name,
    title: item.training.title,
    dates: context.dates.sessionDates(item.session.startsOn, item.session.endsOn),
    sent: item.sentAt === null ? null : t.sentOn(context.dates.date(parisDay(item.sentAt))),
    unread: item.unreadMessages === 0 ? null : t.unread(item.unreadMessages),
    state: item.state,
    label: context.wording.labels[item.state],
    deadline: item.deadline === null ? null : organisationDeadline(context, item.deadline, now),
    isOverdue: item.deadline !== null && Date.parse(item.deadline.at) < now,
    isOurTurn: item.actions.includes('accept') || item.actions.includes('acknowledge'),
    can: mayReply ? decisions.filter((decision) => item.actions.includes(decision)) : [],
    choose: t.choose(item.number),
  };
}
