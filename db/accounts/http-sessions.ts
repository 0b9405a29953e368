import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';

/** A session as its owner sees it in the list. */
export interface ListedSession {
  /** A name for it that opens nothing. */
  id: string;
  /** What the browser said of itself at the login. */
  userAgent: string;
  /** Roughly where the login came from. */
  network: string;
  /** Epoch milliseconds. */
  startedAt: number;
  /** When it was used last, to about a minute; epoch milliseconds. */
  lastSeenAt: number;
}

/** Lists the sessions of a trainee that still live, the last used first. */
export async function sessionsOf(
  em: EntityManager,
  { traineeId, idleMs, startedAfter }: { traineeId: string; idleMs: number; startedAfter: number },
): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select sess ->> 'publicId' as id, sess ->> 'userAgent' as "userAgent", sess ->> 'network' as network,
      (sess ->> 'startedAt')::float8 as "startedAt", (extract(epoch from expire) * 1000)::float8 - ${idleMs}::float8 as "lastSeenAt"
    from http_sessions
    where sess ->> 'traineeId' = ${traineeId} and expire > now() and (sess ->> 'startedAt')::float8 > ${startedAfter}
    order by expire desc`.execute(queries(em));
  return rows;
}

/** Ends one session of a trainee; false when there is none of that name. */
export async function endSession(
  em: EntityManager,
  { traineeId, publicId }: { traineeId: string; publicId: string },
): Promise<boolean> {
  const { rows } = await sql`
    delete from http_sessions where sess ->> 'traineeId' = ${traineeId} and sess ->> 'publicId' = ${publicId}
    returning sid`.execute(queries(em));
  return rows.length > 0;
}

/** Ends every session of a trainee, those that wait for the second step included. */
export async function endSessions(em: EntityManager, traineeId: string): Promise<void> {
  await sql`
    delete from http_sessions where sess ->> 'traineeId' = ${traineeId} or sess ->> 'pendingTraineeId' = ${traineeId}`.execute(
    queries(em),
  );
}
