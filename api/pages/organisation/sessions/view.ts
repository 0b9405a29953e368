import type { TrainingItem } from '../../../catalogue/training-row.ts';
import type { SessionRow } from '../../../organisation/session-row.ts';
import type { PageContext } from '../../context.ts';
import type { Texts } from '../../texts/index.ts';
import { sessionsPath, trainingsPath } from './forms.ts';

type T = Texts['organisation']['sessions'];

/** The sessions of an organisation. */
export interface SessionsView {
  t: T;
  frame: Texts['frame'];
  turnOnFactor: string;
  heading: string;
  needsFactor: boolean;
  publishPath: string;
  filters: { href: string; label: string; isCurrent: boolean }[];
  sessions: ReturnType<typeof sessionLine>[];
  nextPath: string | null;
  firstPath: string | null;
}

/** Its trainings, of which sessions are published. */
export interface TrainingsView {
  t: T;
  frame: Texts['frame'];
  turnOnFactor: string;
  q: string;
  needsFactor: boolean;
  trainings: ReturnType<typeof trainingLine>[];
  nextPath: string | null;
  firstPath: string | null;
}

/** One session, with what can be done. */
export interface SessionView extends ReturnType<typeof sessionLine> {
  t: T;
  turnOnFactor: string;
  needsFactor: boolean;
  change: string;
  power: { heading: string; text: string; form: string };
}

/** A session in the list. */
export function sessionLine(context: PageContext, row: SessionRow, title: string) {
  const { sessions: t } = context.texts.organisation;
  return {
    href: `${sessionsPath}/${row.id}`,
    dossiersPath: withQuery('/organisme', { session: row.id }),
    title,
    status: row.status,
    statusLabel: t.statuses[row.status],
    dates: context.dates.sessionDates(row.startsOn, row.endsOn),
    details: [
      context.euros(row.priceCents),
      ...(row.place.toLocaleLowerCase() === t.remote.toLocaleLowerCase() ? [] : [row.place]),
      ...(row.remote ? [t.remote] : []),
      ...(row.hasPrerequisites ? [t.prerequisites] : []),
    ].join(' – '),
  };
}

/** What the list of sessions is made of. */
export interface SessionsSource {
  items: readonly SessionRow[];
  nextPage: string | null;
  titles: ReadonlyMap<string, string>;
  status: SessionRow['status'] | undefined;
  training: { id: string; title: string } | null;
  isFirstPage: boolean;
  mayPublish: boolean;
}

/** Builds the list of sessions. */
export function sessionsView(context: PageContext, source: SessionsSource): SessionsView {
  const { items, nextPage, titles, status, training, isFirstPage, mayPublish } = source;
  const { sessions: t, turnOnFactor } = context.texts.organisation;
  const pathTo = (etat: SessionRow['status'] | undefined, page: string | null) =>
    withQuery(sessionsPath, { etat, formation: training?.id, page });
  return {
    ...{ t, turnOnFactor, frame: context.texts.frame },
    heading: training === null ? t.title : t.ofTraining(training.title),
    needsFactor: !mayPublish,
    publishPath: training === null ? trainingsPath : newPath(training.id),
    filters: ([undefined, 'open', 'closed'] as const).map((key) => ({
      href: pathTo(key, null),
      label: key === undefined ? t.all : t.statuses[key],
      isCurrent: key === status,
    })),
    sessions: items.map((row) => sessionLine(context, row, titles.get(row.trainingId) ?? '–')),
    nextPath: nextPage === null ? null : pathTo(status, nextPage),
    firstPath: isFirstPage ? null : pathTo(status, null),
  };
}

/** Builds the list of trainings. */
export function trainingsView(
  { texts }: PageContext,
  source: {
    items: readonly TrainingItem[];
    nextPage: string | null;
    q: string | undefined;
    isFirstPage: boolean;
    mayPublish: boolean;
  },
): TrainingsView {
  const { items, nextPage, q, isFirstPage, mayPublish } = source;
  const { sessions: t, turnOnFactor } = texts.organisation;
  return {
    ...{ t, turnOnFactor, frame: texts.frame },
    q: q ?? '',
    needsFactor: !mayPublish,
    trainings: items.map((training) => trainingLine(t, training)),
    nextPath: nextPage === null ? null : withQuery(trainingsPath, { q, page: nextPage }),
    firstPath: isFirstPage ? null : withQuery(trainingsPath, { q }),
  };
}

function trainingLine(t: T, { id, title, openSessions }: TrainingItem) {
  return {
    title,
    openSessions: t.openSessions(openSessions),
    publishPath: newPath(id),
    publishNamed: t.publishNamed(title),
    sessionsPath: withQuery(sessionsPath, { formation: id }),
    seeNamed: t.seeNamed(title),
  };
}

function newPath(trainingId: string): string {
  return withQuery(`${sessionsPath}/nouvelle`, { formation: trainingId });
}

function withQuery(path: string, wanted: Record<string, string | null | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined && value !== null) parameters.set(name, value);
  }
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}
