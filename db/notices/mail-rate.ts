import { sql } from 'kysely';
import type { Queries } from '../database.ts';

/**
 * Takes the next moment at which a mail may leave, for all workers together: one at a time, evenly spaced.
 * @returns in how many milliseconds that is; null, and nothing is taken, when it is further away than `mostMs`.
 */
export async function takeMailSlot(
  queries: Queries,
  { perSecond, mostMs }: { perSecond: number; mostMs: number },
): Promise<number | null> {
  const { rows } = await sql<{ waitMs: number }>`
    update mail_rate set next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => ${1 / perSecond}::float8)
    where next_at <= clock_timestamp() + make_interval(secs => ${mostMs / 1000}::float8)
    returning (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 - ${1000 / perSecond}::float8 as "waitMs"`.execute(
    queries,
  );
  return rows[0] === undefined ? null : Math.max(0, rows[0].waitMs);
}
