import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Queries, queries as queriesOf } from '../../db/database.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { tooSoon } from '../../domain/dossier/bookable.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import { type Page, pageOf, readCursor } from '../http/cursor.ts';
import type { Exchange } from '../http/route.ts';
import { invalidPart, Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
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
 * Changes one of an organisation's sessions. Dossiers that were sent keep it as it was then. Throws `session_not_found`,
 * `invalid_request` when it would end before it starts, and `session_too_soon` when it would be offered although nobody could
 * request it any more.
 */
export async function changeSession(
  { em, caller, services }: Exchange<OrganisationCaller>,
  id: string,
  changes: SessionChanges,
): Promise<SessionRow> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const session = await ownSession(queries, caller.id, id, sql`for update of session`);
    const changed = { ...session, ...changes };
    if (changed.endsOn < changed.startsOn) throw invalidPart('endsOn', endsTooEarly);
    const isMoved = changed.startsOn !== session.startsOn || changed.region !== session.region;
    const isReopened = session.status === 'closed';
    if (changed.status === 'open' && (isMoved || isReopened)) refuseTooSoon(services, changed);
    await sql`
      update training_sessions set starts_on = ${changed.startsOn}, ends_on = ${changed.endsOn},
        price_cents = ${changed.priceCents}, hours = ${changed.hours}, place = ${changed.place}, remote = ${changed.remote},
        has_prerequisites = ${changed.hasPrerequisites}, region = ${changed.region}, status = ${changed.status},
        updated_at = now()
      where id = ${id}`.execute(queries);
    return changed;
  });
}

/** Throws `session_too_soon` for a session that starts before the day from which one can be requested today. */
export function refuseTooSoon(
  { config, clock }: Services,
  session: Pick<SessionRow, 'startsOn' | 'region'>,
): void {
  const early = tooSoon(session, instant(clock.now()), policyOf(config.POLICY_VERSION));
  if (early !== null) throw new Problem('session_too_soon', { details: early });
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
