import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { forgottenAfterMs, type Slowdown } from '../../domain/account/login-rules.ts';
import { queries } from '../database.ts';

/** Whether a login may be tried, and which wrong one it would be. */
export type Admission = { admitted: true; failures: number } | { admitted: false; waitMs: number };

/**
 * Counts a login as wrong before it is tried, in one statement: however many are tried at once, no more get through than are
 * free. Whoever turns out to be right is forgiven. A refused one counts for nothing.
 */
export async function admitLogin(
  em: EntityManager,
  key: string,
  { free, firstWaitMs, longestWaitMs }: Slowdown,
  now: number,
): Promise<Admission> {
  const at = new Date(now);
  const forgottenBefore = new Date(now - forgottenAfterMs);
  const isForgotten = sql`guard.last_failure_at < ${forgottenBefore}`;
  const failures = sql`case when ${isForgotten} then 1 else guard.failures + 1 end`;
  const waitMs = sql`least(${longestWaitMs}::float8,
    ${firstWaitMs}::float8 * power(2::float8, least(30, (${failures}) - ${free}::int)))`;
  const { rows } = await sql<{ failures: number }>`
    insert into login_guards as guard (key, failures, blocked_until, last_failure_at)
    values (${key}, 1, 'epoch', ${at})
    on conflict (key) do update set
      failures = ${failures}, last_failure_at = ${at},
      -- The clocks of two processes differ a little: no wait is no instant at all.
      blocked_until = case when (${failures}) < ${free}::int then 'epoch'
        else ${at}::timestamptz + (${waitMs}) * interval '1 millisecond' end
    where guard.blocked_until <= ${at}
    returning failures`.execute(queries(em));
  const [row] = rows;
  if (row !== undefined) return { admitted: true, failures: row.failures };
  return { admitted: false, waitMs: await waitOf(em, key, at) };
}

async function waitOf(em: EntityManager, key: string, at: Date): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from blocked_until - ${at}::timestamptz) * 1000)::float8 as ms
    from login_guards where key = ${key}`.execute(queries(em));
  return Math.max(1, rows[0]?.ms ?? 1);
}

/** Forgets every wrong login under these keys. */
export async function forgetFailures(em: EntityManager, keys: readonly string[]): Promise<void> {
  await sql`delete from login_guards where key in (${sql.join(keys)})`.execute(queries(em));
}

/** Takes one wrong login back. */
export async function forgiveOne(em: EntityManager, key: string): Promise<void> {
  await sql`
    update login_guards set failures = greatest(0, failures - 1), blocked_until = 'epoch' where key = ${key}`.execute(
    queries(em),
  );
}
