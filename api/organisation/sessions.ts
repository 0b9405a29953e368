import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Queries, queries as queriesOf } from '../../db/database.ts';
import { type Page, pageOf, readCursor } from '../http/cursor.ts';
import { invalidPart, Problem } from '../problems/problem.ts';
import { sessionColumns, type SessionRow } from './session-row.ts';

/** What an organisation's list of sessions is asked for. */
export interface SessionSearch {
  trainingId?: string | undefined;
  status?: SessionRow['status'] | undefined;
  page?: string | undefined;
  limit: number;
}

const position = z.tuple([z.iso.date(), z.uuid()]);

/** Lists an organisation's sessions by their first day. */
export async function sessionsOf(
  em: EntityManager,
  organisationId: string,
  { trainingId, status, page, limit }: SessionSearch,
): Promise<Page<SessionRow>> {
  const after = readCursor(page, position);
  const { rows } = await sql<SessionRow>`
    select ${sessionColumns} from training_sessions session
    join trainings training on training.id = session.training_id
    where training.organisation_id = ${organisationId}
      ${trainingId === undefined ? sql`` : sql`and session.training_id = ${trainingId}`}
      ${status === undefined ? sql`` : sql`and session.status = ${status}`}
      ${after === null ? sql`` : sql`and (session.starts_on, session.id) > (${after[0]}::date, ${after[1]}::uuid)`}
    order by session.starts_on, session.id limit ${limit + 1}`.execute(queriesOf(em));
  return pageOf(rows, limit, ({ startsOn, id }) => [startsOn, id]);
}

/** Reads one of an organisation's sessions. Throws `session_not_found` for any other. */
export async function sessionOf(em: EntityManager, organisationId: string, id: string): Promise<SessionRow> {
  return await ownSession(queriesOf(em), organisationId, id, sql``);
}

/** What may be changed of a session; what is absent stays. */
export type SessionChanges = Partial<Omit<SessionRow, 'id' | 'trainingId'>>;

/**
 * Changes one of an organisation's sessions. Dossiers that were sent keep it as it was then. Throws `session_not_found`, and
 * `invalid_request` when it would end before it starts.
 */
export async function changeSession(
  em: EntityManager,
  organisationId: string,
  id: string,
  changes: SessionChanges,
): Promise<SessionRow> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const session = await ownSession(queries, organisationId, id, sql`for update of session`);
    const changed = { ...session, ...changes };
    if (changed.endsOn < changed.startsOn) throw invalidPart('endsOn', endsTooEarly);
    await sql`
      update training_sessions set starts_on = ${changed.startsOn}, ends_on = ${changed.endsOn},
        price_cents = ${changed.priceCents}, hours = ${changed.hours}, place = ${changed.place}, remote = ${changed.remote},
        has_prerequisites = ${changed.hasPrerequisites}, region = ${changed.region}, status = ${changed.status},
        updated_at = now()
      where id = ${id}`.execute(queries);
    return changed;
  });
}

/** What is said of a session that would end before it starts. */
export const endsTooEarly = 'La session ne peut pas finir avant d’avoir commencé.';

async function ownSession(
  queries: Queries,
  organisationId: string,
  id: string,
  lock: RawBuilder<unknown>,
): Promise<SessionRow> {
  const { rows } = await sql<SessionRow>`
    select ${sessionColumns} from training_sessions session
    join trainings training on training.id = session.training_id
    where session.id = ${id} and training.organisation_id = ${organisationId} ${lock}`.execute(queries);
  const session = rows[0];
  if (session === undefined) throw new Problem('session_not_found');
  return session;
}
