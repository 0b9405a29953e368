import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { queries } from '../../db/database.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { type DossierState, stateLabels } from '../../domain/dossier/states.ts';
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
}

type EventRow = Omit<TimelineEvent, 'label' | 'at' | 'deadline'> & {
  atMs: number;
  deadline: Dossier['deadline'];
};

/** Reads a dossier's timeline, oldest first. */
export async function timelineOf(
  em: EntityManager,
  number: DossierNumber,
  { page, limit }: { page?: string | undefined; limit: number },
): Promise<Page<TimelineEvent>> {
  const after = readCursor(page, z.int()) ?? 0;
  const { rows } = await sql<EventRow>`
    select version, type, by, from_state as "fromState", to_state as "toState",
      (extract(epoch from at) * 1000)::float8 as "atMs", deadline, details
    from dossier_events where number = ${number} and version > ${after}
    order by version limit ${limit + 1}`.execute(queries(em));
  const events = pageOf(rows, limit, ({ version }) => version);
  const items = events.items.map(({ atMs, deadline, ...event }) => ({
    ...event,
    deadline: deadline === null ? null : shownDeadline(deadline),
    at: new Date(atMs).toISOString() as Instant,
    label: stateLabels[event.toState],
  }));
  return { items, nextPage: events.nextPage };
}
