import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { ListedSession } from '../accounts/http-sessions.ts';
import { queries } from '../database.ts';

/** Lists the sessions of a member that still live, the last used first. */
export async function sessionsOfMember(
  em: EntityManager,
  { memberId, idleMs, startedAfter }: { memberId: string; idleMs: number; startedAfter: number },
): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select sess ->> 'publicId' as id, sess ->> 'userAgent' as "userAgent", sess ->> 'network' as network,
      (sess ->> 'startedAt')::float8 as "startedAt", (extract(epoch from expire) * 1000)::float8 - ${idleMs}::float8 as "lastSeenAt"
    from http_sessions join organisation_members member on member.id::text = sess ->> 'memberId'
    where sess ->> 'memberId' = ${memberId} and sess ->> 'publicId' is not null and expire > now()
      and (sess ->> 'startedAt')::float8 > ${startedAfter}
      and (sess ->> 'startedAt')::float8 >= extract(epoch from member.sessions_from) * 1000
    order by expire desc`.execute(queries(em));
  return rows;
}

/** Ends one session of a member; false when there is none of that name. */
export async function endSessionOfMember(
  em: EntityManager,
  { memberId, publicId }: { memberId: string; publicId: string },
): Promise<boolean> {
  const { rows } = await sql`
    delete from http_sessions where sess ->> 'memberId' = ${memberId} and sess ->> 'publicId' = ${publicId}
    returning sid`.execute(queries(em));
  return rows.length > 0;
}
