import type { NoticeFacts } from '../../db/notices/notice-facts.ts';
import type { PlannedNotice } from '../../db/notices/settle-notice.ts';
import type { ToldDossier } from '../../db/notices/told-dossiers.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Language } from '../../domain/language.ts';
import type { DossierNoticeKind } from '../../domain/notices/notice-kinds.ts';
import type { NoticeContext } from '../mail/templates/notice-context.ts';
import { asOfEvent, outdated } from './decide.ts';

/** What a notice about a dossier is judged by. */
export interface Judged {
  notice: PlannedNotice;
  facts: NoticeFacts;
  now: Instant;
  /** Whether only the last news of a dossier is told, however early: in a digest. */
  lastOnly: boolean;
  baseUrl: string;
}

/** Finds what a notice about a dossier is to say as of now, or why it must not leave. */
export function contextOf(judged: Judged): NoticeContext | { reason: string } {
  const { notice, facts } = judged;
  const { reader, about, notTold } = facts;
  if (reader === null) return { reason: 'reader_gone' };
  if (about === null || notice.dossierVersion === null) return { reason: 'dossier_gone' };
  if (reader.muted.includes(notice.kind)) return { reason: 'muted' };
  const frame = frameOf(judged, about, reader.language);
  // A message is told of as long as nobody read it, and only the last of several.
  if (notice.kind === 'message') return notTold === null ? frame : { reason: notTold };
  return aboutEvent(judged, about, frame);
}

function aboutEvent(
  { notice, facts, now, lastOnly }: Judged,
  { dossier, events }: ToldDossier,
  frame: NoticeContext,
): NoticeContext | { reason: string } {
  const { audience } = notice;
  const version = notice.dossierVersion ?? 0;
  const event = events.find((one) => one.version === version);
  if (event === undefined) return { reason: 'dossier_gone' };
  const later = events.filter((one) => one.version > version);
  const muted = facts.reader?.muted ?? [];
  const reason = outdated({ event, kind: frame.kind, later, audience, dossier, now, muted, lastOnly });
  if (reason !== null) return { reason };
  return {
    ...frame,
    dossier: asOfEvent(dossier, event),
    details: event.details,
    event,
    earlierDeadline: events.findLast((one) => one.version < version)?.deadline ?? null,
    missed: events
      .filter((one) => facts.missed.includes(one.version))
      .map(({ at, toState }) => ({ at, state: toState })),
  };
}

function frameOf(
  { notice: { audience, kind }, now, baseUrl }: Judged,
  { dossier, organisation, traineeName, closingWords }: ToldDossier,
  language: Language,
): NoticeContext {
  return {
    ...{ audience, language, now, baseUrl, dossier, organisation, closingWords },
    kind: kind as DossierNoticeKind,
    ...{ details: {}, event: null, earlierDeadline: null, unsubscribeUrl: null, missed: [] },
    traineeName: audience === 'organisation' ? traineeName : null,
  };
}
