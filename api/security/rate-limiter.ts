import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problems/problem.ts';
import type { QueryPool } from '../shared-pool.ts';

/** Counts on table `rate_limits`, for all processes together: `points` in `duration` seconds for each key. */
export function limiter(
  pool: QueryPool,
  counted: { keyPrefix: string; points: number; duration: number },
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    ...counted,
  });
}

/** Counts once. Throws a problem with `Retry-After` when there were too many: `too_many_attempts` unless told. */
export async function consume(
  counter: RateLimiterPostgres,
  key: string,
  code: 'too_many_attempts' | 'too_many_requests' = 'too_many_attempts',
): Promise<void> {
  try {
    await counter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = String(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw new Problem(code, { headers: { 'Retry-After': seconds } });
  }
}

/** One home or one host has a whole /64 of IPv6 addresses: they count as one. */
export function network(address: string): string {
  const bare = address.replace(/^::ffff:/, '');
  return bare.includes(':') ? `${expanded(bare).slice(0, 4).join(':')}::/64` : bare;
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after];
}
