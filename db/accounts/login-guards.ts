import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { forgottenAfterMs, type Slowdown } from '../../domain/account/login-rules.ts';
import { queries } from '../database.ts';

/** What a login is counted under, and how it is slowed. */
export interface Guard {
  key: string;
  slowdown: Slowdown;
}

/** Whether a login may be tried: which wrong one it would be under the last guard, or what refused it and for how long. */
export type Admission =
  { admitted: true; failures: number } | { admitted: false; refusedBy: string; waitMs: number };

/**
 * Counts a login as wrong before it is tried, in one statement: however many are tried at once, no more get through than are
 * free. Whoever turns out to be right is forgiven. What one guard refuses counts under none of those after it.
 */
export async function admitLogin(
  em: EntityManager,
  [first, second]: readonly [Guard, Guard | undefined],
  now: number,
): Promise<Admission> {
  const at = new Date(now);
  const { rows } = await sql<{ first: number | null; second: number | null }>`
    with first as (${counted(first, at, sql`true`)}),
      second as (${second === undefined ? sql`select null::int as failures` : counted(second, at, sql`exists (select from first)`)})
    select (select failures from first) as first, (select failures from second) as second`.execute(
    queries(em),
  );
  const [row] = rows;
  if (row === undefined || row.first === null) return await refusedBy(em, first.key, at);
  if (second === undefined) return { admitted: true, failures: row.first };
  if (row.second === null) return await refusedBy(em, second.key, at);
  return { admitted: true, failures: row.second };
}

function counted({ key, slowdown }: Guard, at: Date, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  const { free, firstWaitMs, longestWaitMs, easedEveryMs } = slowdown;
  const forgottenBefore = new Date(at.getTime() - forgottenAfterMs);
  const eased =
    easedEveryMs === null
      ? sql`0`
      : sql`extract(epoch from ${at}::timestamptz - guard.last_failure_at)::float8 * 1000 / ${easedEveryMs}::float8`;
  const failures = sql`case when guard.last_failure_at < ${forgottenBefore} then 1
    else greatest(0, guard.failures - greatest(0, ${eased})) + 1 end`;
  const waitMs = sql`least(${longestWaitMs}::float8,
    ${firstWaitMs}::float8 * power(2::float8, least(30, floor((${failures}) - ${free}::int))))`;
  return sql`
    insert into login_guards as guard (key, failures, blocked_until, last_failure_at)
    select ${key}, 1, 'epoch'::timestamptz, ${at}::timestamptz where ${condition}
    on conflict (key) do update set
      failures = ${failures}, last_failure_at = ${at},
      -- The clocks of two processes differ a little: no wait is no instant at all.
      blocked_until = case when (${failures}) < ${free}::int then 'epoch'
        else ${at}::timestamptz + (${waitMs}) * interval '1 millisecond' end
    where guard.blocked_until <= ${at}
    returning failures`;
}

async function refusedBy(em: EntityManager, key: string, at: Date): Promise<Admission> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from blocked_until - ${at}::timestamptz) * 1000)::float8 as ms
    from login_guards where key = ${key}`.execute(queries(em));
  return { admitted: false, refusedBy: key, waitMs: Math.max(1, rows[0]?.ms ?? 1) };
}

/** Forgets every wrong login under `forgotten`, and takes one back from `forgiven`; null for none. */
export async function forgiveLogin(
  em: EntityManager,
  { forgotten, forgiven }: { forgotten: string | null; forgiven: string | null },
): Promise<void> {
  await sql`
    with gone as (delete from login_guards where key = ${forgotten})
    update login_guards set failures = greatest(0, failures - 1), blocked_until = 'epoch' where key = ${forgiven}`.execute(
    queries(em),
  );
}
