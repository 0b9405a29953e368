import type { Queries } from '../../db/database.ts';
import {
  type EventRecord,
  eventsOfDossier,
  nameOfTrainee,
  organisationOf,
  type Reader,
  textOfDossier,
} from '../../db/notices/read-notice.ts';
import type { PlannedNotice } from '../../db/notices/settle-notice.ts';
import { whyNotTold } from '../../db/notices/told-message.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { AccountNoticeKind, DossierNoticeKind } from '../../domain/notices/notice-kinds.ts';
import type { NoticeContext } from '../mail/templates/notice-context.ts';
import { asOfEvent, outdated } from './decide.ts';
import type { NoticeDependencies } from './dependencies.ts';

/** What finding out about a dossier needs. */
export type ContextDependencies = Pick<NoticeDependencies, 'baseUrl' | 'readDossier'>;

/** What a notice is written from, with the timeline that it stands in. */
export interface Written {
  context: NoticeContext;
  events: readonly EventRecord[];
}

/** The workflow has not reached the event yet, or never adopts it: asked again later. */
export class NotStandingError extends Error {
  override readonly name = 'NotStandingError';
  /** When the event was, in epoch milliseconds. */
  readonly sinceMs: number;

  constructor({ dossierNumber, dossierVersion, eventAtMs }: PlannedNotice) {
    super(`dossier ${dossierNumber ?? ''} is before version ${String(dossierVersion)}`);
    this.sinceMs = eventAtMs;
  }
}

interface Asked {
  queries: Queries;
  notice: PlannedNotice;
  reader: Reader;
  now: Instant;
  /** Whether only the last news of a dossier is told, however early: in a digest. */
  lastOnly: boolean;
}

/**
 * Finds what a notice about a dossier is to say as of now, or why it must not leave. Throws a `NotStandingError` when its event
 * may still be undone.
 */
export async function contextOf(
  deps: ContextDependencies,
  asked: Asked,
): Promise<Written | { reason: string }> {
  const { notice, reader, queries } = asked;
  const { dossierNumber: number, dossierVersion: version, kind } = notice;
  if (number === null || version === null) return { reason: 'dossier_gone' };
  if (reader.muted.some((muted) => muted === kind)) return { reason: 'muted' };
  // The workflow first: what its history does not hold may still be undone (docs/decisions/0004).
  const dossier = await deps.readDossier(number);
  if (dossier === null) return { reason: 'dossier_gone' };
  if (kind === 'message') return await aboutMessage(deps, asked, dossier);
  if (dossier.version < version) throw new NotStandingError(notice);
  return await aboutEvent(deps, asked, { dossier, events: await eventsOfDossier(queries, number) });
}

/** A message is told of as long as nobody read it, and only the last of several. */
async function aboutMessage(
  deps: ContextDependencies,
  asked: Asked,
  dossier: Dossier,
): Promise<Written | { reason: string }> {
  const reason = await whyNotTold(asked.queries, asked.notice);
  if (reason !== null) return { reason };
  return { context: { ...(await frame(deps, asked, dossier)), dossier }, events: [] };
}

async function aboutEvent(
  deps: ContextDependencies,
  asked: Asked,
  { dossier, events }: { dossier: Dossier; events: readonly EventRecord[] },
): Promise<Written | { reason: string }> {
  const { notice, reader, now, lastOnly } = asked;
  const { audience, dossierVersion, messageId } = notice;
  const kind = notice.kind as DossierNoticeKind;
  const version = dossierVersion ?? 0;
  const event = events.find((one) => one.version === version && one.messageId === messageId);
  const later = events.filter((one) => one.version > version);
  const reason = outdated({ event, kind, later, audience, dossier, now, muted: reader.muted, lastOnly });
  if (reason !== null || event === undefined) return { reason: reason ?? 'event_undone' };
  const context = {
    ...(await frame(deps, asked, dossier)),
    dossier: asOfEvent(dossier, event),
    details: event.details,
    event,
    earlierDeadline: events.findLast((one) => one.version < version)?.deadline ?? null,
  };
  return { context, events };
}

async function frame(
  { baseUrl }: ContextDependencies,
  { queries, notice: { audience, kind }, reader: { language }, now }: Asked,
  dossier: Dossier,
): Promise<Omit<NoticeContext, 'dossier'>> {
  return {
    ...{ audience, language, now, baseUrl },
    kind: kind as Exclude<PlannedNotice['kind'], AccountNoticeKind>,
    ...{ details: {}, event: null, earlierDeadline: null, unsubscribeUrl: null, missed: [] },
    traineeName: audience === 'organisation' ? await nameOfTrainee(queries, dossier.traineeId) : null,
    organisation: await organisationOf(queries, dossier.organisationId),
    closingWords: await closingWordsOf(queries, dossier),
  };
}

/** The organisation's own words on how it ended a dossier; what a trainee wrote is not sent back to them. */
async function closingWordsOf(queries: Queries, { number, closure }: Dossier): Promise<string | null> {
  if (closure?.by !== 'organisation' || closure.reasonId === null) return null;
  return await textOfDossier(queries, number, closure.reasonId);
}
