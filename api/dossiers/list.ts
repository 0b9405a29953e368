import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { queries } from '../../db/database.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { frenchSessionDates } from '../../domain/calendar/french-dates.ts';
import { actionsOf } from '../../domain/dossier/check.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { type DossierState, stateLabels } from '../../domain/dossier/states.ts';
import type { Caller, TraineeCaller } from '../http/caller.ts';
import { type Page, pageOf, readCursor } from '../http/cursor.ts';
import { deadlineOf } from './view.ts';

/** What a list is asked for. */
export interface ListRequest<C extends Caller> {
  caller: C;
  state?: DossierState | undefined;
  page?: string | undefined;
  limit: number;
  /** Epoch milliseconds: what the caller may do depends on it. */
  now: number;
}

/** One line of a list. */
export type DossierItem = ReturnType<typeof itemOf>;

/** A trainee's dossiers, newest first; deleted ones are not among them. */
export async function dossiersOfTrainee(
  em: EntityManager,
  { caller, state, page, limit, now }: ListRequest<TraineeCaller>,
): Promise<Page<DossierItem>> {
  const after = readCursor(page, newestFirst);
  const { rows } = await sql<Row>`
    select snapshot, ${updatedAt} from dossiers
    where trainee_id = ${caller.id} and deleted_at is null ${inState(state)}
      ${after === null ? sql`` : sql`and (created_at < ${after[0]} or (created_at = ${after[0]} and number > ${after[1]}))`}
    order by created_at desc, number limit ${limit + 1}`.execute(queries(em));
  const position = ({ snapshot }: Row) => [snapshot.createdAt, snapshot.number];
  const { items, nextPage } = pageOf(rows, limit, position);
  return { items: items.map((row) => itemOf(row, caller.role, now)), nextPage };
}

/** A dossier as a list reads it. */
export interface Row {
  snapshot: Dossier;
  /** Epoch milliseconds. */
  updatedAt: number;
}

/** Selects {@link Row.updatedAt}. */
export const updatedAt = sql`(extract(epoch from dossiers.updated_at) * 1000)::float8 as "updatedAt"`;
/** An instant in a cursor. */
export const instantText = z.iso.datetime();
/** A dossier's number in a cursor. */
export const numberText = z.string().regex(/^\d{10}$/);
const newestFirst = z.tuple([instantText, numberText]);

/** Keeps to a state, when one is asked for. */
export function inState(state: DossierState | undefined): RawBuilder<unknown> {
  return state === undefined ? sql`` : sql`and state = ${state}`;
}

/** Shapes a line of a list. `now` in epoch milliseconds. */
export function itemOf({ snapshot: dossier, updatedAt: writtenAt }: Row, role: Caller['role'], now: number) {
  const { startsOn = null, endsOn = null } = dossier.session ?? {};
  return {
    number: dossier.number,
    state: dossier.state,
    label: stateLabels[dossier.state],
    training: { id: dossier.training.id, title: dossier.training.title },
    session: { startsOn, endsOn, datesLabel: frenchSessionDates(startsOn, endsOn) },
    deadline: deadlineOf(dossier),
    actions: actionsOf(dossier, role, now),
    version: dossier.version,
    asOf: new Date(writtenAt).toISOString() as Instant,
  };
}
