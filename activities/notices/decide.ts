import type { Deadline } from '../../domain/calendar/deadline.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { runningDeadline } from '../../domain/dossier/check.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { isFinished } from '../../domain/dossier/states.ts';
import { noticesOf } from '../../domain/notices/notices-of.ts';
import { isLasting } from '../../domain/notices/preferences.ts';
import type { Audience, DossierNoticeKind } from '../../domain/notices/notice-kinds.ts';
import type { EventRecord } from '../../db/notices/told-dossiers.ts';

/** Later than this a mail is no longer part of the story as it happens: the newest one then tells it. */
export const lateAfterMs = 15 * 60 * 1000;

/** Why a notice is not sent: it tells what is no longer so. */
export type Outdated = 'no_longer_due' | 'later_mail';

/** Finds why a notice must not leave any more; null when it is as true as on the day of its event. */
export function outdated(notice: {
  event: EventRecord;
  kind: DossierNoticeKind;
  later: readonly EventRecord[];
  audience: Audience;
  /** As it is now. */
  dossier: Dossier;
  now: Instant;
  /** Kinds that the reader does not want: they take no other mail's place. */
  muted: readonly string[];
  /** Whether only the last news of a dossier is told, however early: in a digest. */
  lastOnly: boolean;
}): Outdated | null {
  const { event, kind, later, audience, dossier, now, muted, lastOnly } = notice;
  if (event.type === 'remind') return isStillDue(event.deadline, dossier, now) ? null : 'no_longer_due';
  const isLate = lastOnly || Date.parse(now) - Date.parse(event.at) > lateAfterMs;
  if (!isLate || isLasting(kind)) return null;
  const isTold = (other: EventRecord) =>
    other.type !== 'remind' &&
    noticesOf(other).some((due) => due.audience === audience && !muted.includes(due.kind));
  return later.some(isTold) ? 'later_mail' : null;
}

/** A reminder is due as long as the very deadline that it speaks of runs. */
function isStillDue(reminded: Deadline | null, dossier: Dossier, now: Instant): boolean {
  const running = runningDeadline(dossier);
  if (reminded === null || running === null || dossier.deletedAt !== null) return false;
  return running.at === reminded.at && running.kind === reminded.kind && now <= running.at;
}

/** The dossier as the event left it, in what a notice tells. */
export function asOfEvent(dossier: Dossier, event: EventRecord): Dossier {
  return {
    ...dossier,
    state: event.toState,
    version: event.version,
    deadline: event.deadline,
    closure: isFinished(event.toState) ? dossier.closure : null,
  };
}
