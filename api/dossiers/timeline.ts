import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { queries } from '../../db/database.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { type DossierState, stateLabels } from '../../domain/dossier/states.ts';
import { type NoticeStatus, noticeStatusLabels } from '../../domain/notices/notice-kinds.ts';
import { type Page, pageOf, readCursor } from '../http/cursor.ts';
import { shownDeadline } from './view.ts';

/** One line of a dossier's timeline. */
export interface TimelineEvent {
  version: number;
  type: string;
  by: string;
  fromState: DossierState | null;
  toState: DossierState;
  /** The label of `toState`. */
  label: string;
  at: Instant;
  deadline: ReturnType<typeof shownDeadline> | null;
  details: Record<string, unknown>;
  /** What became of the mail that told the trainee of it; null when there is none. */
  mail: { status: NoticeStatus; label: string; at: Instant } | null;
}

interface EventRow extends Omit<TimelineEvent, 'label' | 'at' | 'mail' | 'deadline'> {
  atMs: number;
  deadline: Dossier['deadline'];
  mailStatus: NoticeStatus | null;
  mailAtMs: number | null;
}

/** Reads a dossier's timeline, oldest first. */
export async function timelineOf(
  em: EntityManager,
  number: DossierNumber,
  { page, limit }: { page?: string | undefined; limit: number },
): Promise<Page<TimelineEvent>> {
  const after = readCursor(page, z.int()) ?? 0;
  const { rows } = await sql<EventRow>`
    select event.version, event.type, event.by, event.from_state as "fromState", event.to_state as "toState",
      (extract(epoch from event.at) * 1000)::float8 as "atMs", event.deadline, event.details,
      notice.status as "mailStatus",
      (extract(epoch from coalesce(notice.settled_at, notice.planned_at)) * 1000)::float8 as "mailAtMs"
    from dossier_events event
    left join notices notice on notice.dossier_number = event.number and notice.dossier_version = event.version
      and notice.audience = 'trainee' and notice.status <> 'superseded' and notice.message_id = event.message_id
    where event.number = ${number} and event.version > ${after}
    order by event.version limit ${limit + 1}`.execute(queries(em));
  const events = pageOf(rows, limit, ({ version }) => version);
  const items = events.items.map(({ atMs, mailStatus, mailAtMs, deadline, ...event }) => ({
    ...event,
    deadline: deadline === null ? null : shownDeadline(deadline),
    at: instantOf(atMs),
    label: stateLabels[event.toState],
    mail:
      mailStatus === null
        ? null
        : { status: mailStatus, label: noticeStatusLabels[mailStatus], at: instantOf(mailAtMs ?? atMs) },
  }));
  return { items, nextPage: events.nextPage };
}

function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}
