import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Queries, queries as queriesOf } from '../../db/database.ts';
import { regionOfPlace } from '../../domain/calendar/region-of-place.ts';
import { ownTraining } from '../catalogue/own-trainings.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { sessionColumns, type SessionRow } from './session-row.ts';
import { sessionIds } from './session-id.ts';
import { refuseTooSoon } from './sessions.ts';

/** A session to publish; its dates and price were checked. */
export type NewSession = Omit<SessionRow, 'id' | 'status'>;

/** One whose region is that of its place when it is not said. */
type WishedSession = Omit<NewSession, 'region'> & { region?: NewSession['region'] | undefined };

/**
 * Publishes a session of one of the organisation's own trainings; the same request again gives the same session. Throws
 * `training_not_found` for another's training, `idempotency_key_reused` for another request under the same key,
 * `session_too_soon` for one that nobody could request any more.
 */
export async function publishSession(
  { em, caller, services, idempotencyKey }: Exchange<OrganisationCaller>,
  wish: WishedSession,
): Promise<SessionRow> {
  const organisationId = caller.id;
  const ids = sessionIds(organisationId, idempotencyKey ?? randomUUID(), JSON.stringify(wish));
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    // Two requests under one key must not both find that it was never used.
    await sql`select pg_advisory_xact_lock(hashtextextended(${ids.first}, 0))`.execute(queries);
    const { rows } = await sql<SessionRow>`
      select ${sessionColumns} from training_sessions session where session.id between ${ids.first} and ${ids.last}`.execute(
      queries,
    );
    const earlier = rows[0];
    if (earlier === undefined) {
      const { departmentCode } = await ownTraining(queries, organisationId, wish.trainingId);
      const session = { ...wish, region: wish.region ?? regionOfPlace(wish.place, departmentCode) };
      refuseTooSoon(services, session);
      return await insert(queries, organisationId, ids.id, session);
    }
    if (earlier.id !== ids.id) throw new Problem('idempotency_key_reused');
    return earlier;
  });
}

async function insert(
  queries: Queries,
  organisationId: string,
  id: string,
  session: NewSession,
): Promise<SessionRow> {
  const { rows } = await sql<SessionRow>`
    insert into training_sessions as session (id, training_id, starts_on, ends_on, price_cents, hours, place, remote,
      has_prerequisites, region)
    select ${id}::uuid, training.id, ${session.startsOn}::date, ${session.endsOn}::date, ${session.priceCents}::integer,
      ${session.hours}::float8, ${session.place}, ${session.remote}::boolean, ${session.hasPrerequisites}::boolean,
      ${session.region}
    from trainings training where training.id = ${session.trainingId} and training.organisation_id = ${organisationId}
    returning ${sessionColumns}`.execute(queries);
  const inserted = rows[0];
  if (inserted === undefined) throw new Problem('training_not_found');
  return inserted;
}
