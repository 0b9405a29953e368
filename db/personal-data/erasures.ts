import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { finishedStates } from '../../domain/dossier/states.ts';
import { endSessions } from '../accounts/http-sessions.ts';
import { queries } from '../database.ts';

/** A request for erasure as it stands. */
export interface Erasure {
  id: string;
  traineeId: string;
  /** Epoch milliseconds. */
  reflectionEndsAt: number;
}

/** A new request. */
export interface ErasureRequest {
  id: string;
  traineeId: string;
  requestedAt: Date;
  reflectionEndsAt: Date;
}

/**
 * Closes an account and notes why, in one transaction: from then on nobody logs in and no session of it is left. Refused
 * (`open_dossiers`) while a dossier is under way. Asked again, gives the request that runs.
 */
export async function closeAccount(
  em: EntityManager,
  request: ErasureRequest,
): Promise<Erasure | 'open_dossiers'> {
  return await em.transactional(async (tx) => {
    const q = queries(tx);
    await sql`select id from trainees where id = ${request.traineeId} for update`.execute(q);
    const running = await runningErasure(tx, { traineeId: request.traineeId });
    if (running !== null) return running;
    if (await hasOpenDossiers(tx, request.traineeId)) return 'open_dossiers';
    await sql`insert into account_erasures (id, trainee_id, requested_at, reflection_ends_at)
      values (${request.id}, ${request.traineeId}, ${request.requestedAt.toISOString()},
        ${request.reflectionEndsAt.toISOString()})`.execute(q);
    await sql`update trainees set closed_at = ${request.requestedAt.toISOString()} where id = ${request.traineeId}`.execute(
      q,
    );
    await endSessions(tx, { traineeId: request.traineeId });
    return { ...request, reflectionEndsAt: request.reflectionEndsAt.getTime() };
  });
}

/** Notes that the workflow has taken a request up, and ends sessions that slipped in; null when there is no such request. */
export async function beginErasure(em: EntityManager, id: string, now: Date): Promise<Erasure | null> {
  const { rows } = await sql<Omit<Erasure, 'id'>>`
    update account_erasures set begun_at = coalesce(begun_at, ${now.toISOString()})
    where id = ${id} and withdrawn_at is null and erased_at is null
    returning trainee_id as "traineeId", (extract(epoch from reflection_ends_at) * 1000)::float8 as "reflectionEndsAt"`.execute(
    queries(em),
  );
  if (rows[0] === undefined) return null;
  await endSessions(em, { traineeId: rows[0].traineeId });
  return { id, ...rows[0] };
}

/** Opens the account of a request again, as long as nothing was erased. */
export async function withdrawErasure(em: EntityManager, id: string, now: Date): Promise<void> {
  await sql`
    with withdrawn as (
      update account_erasures set withdrawn_at = ${now.toISOString()}
      where id = ${id} and contact_erased_at is null and withdrawn_at is null returning trainee_id)
    update trainees set closed_at = null where id in (select trainee_id from withdrawn)`.execute(queries(em));
}

/** The request that closes a trainee's account and can be taken back: nothing was erased yet. Null when there is none. */
export async function erasureToWithdraw(em: EntityManager, traineeId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from account_erasures
    where trainee_id = ${traineeId} and withdrawn_at is null and contact_erased_at is null`.execute(
    queries(em),
  );
  return rows[0]?.id ?? null;
}

/** Whose account a request closes; null when there is none such. */
export async function traineeOfErasure(em: EntityManager, id: string): Promise<string | null> {
  const { rows } = await sql<{ traineeId: string }>`
    select trainee_id as "traineeId" from account_erasures where id = ${id}`.execute(queries(em));
  return rows[0]?.traineeId ?? null;
}

/** Requests that no workflow has taken up although they were made before an instant. */
export async function erasuresNotBegun(em: EntityManager, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from account_erasures
    where begun_at is null and withdrawn_at is null and requested_at < ${before.toISOString()}`.execute(
    queries(em),
  );
  return rows.map(({ id }) => id);
}

/** The request that closes an account now, by its own id or by its trainee's; null when there is none. */
export async function runningErasure(
  em: EntityManager,
  by: { id: string } | { traineeId: string },
): Promise<Erasure | null> {
  const which = 'id' in by ? sql`id = ${by.id}` : sql`trainee_id = ${by.traineeId}`;
  const { rows } = await sql<Erasure>`
    select id, trainee_id as "traineeId", (extract(epoch from reflection_ends_at) * 1000)::float8 as "reflectionEndsAt"
    from account_erasures where ${which} and withdrawn_at is null and erased_at is null`.execute(queries(em));
  return rows[0] ?? null;
}

async function hasOpenDossiers(em: EntityManager, traineeId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from dossiers
    where trainee_id = ${traineeId} and deleted_at is null and not state = any(${[...finishedStates]}) limit 1`.execute(
    queries(em),
  );
  return rows.length > 0;
}
