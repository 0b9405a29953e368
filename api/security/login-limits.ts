import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problems/problem.ts';
import type { QueryPool } from '../shared-pool.ts';

const windowSeconds = 15 * 60;
const attemptsPerNumber = 5;
/** Higher: many people may share one address. */
const attemptsPerAddress = 50;

/** Counts login attempts, for all processes together. */
export interface LoginLimits {
  /** Counts one attempt. Throws `too_many_attempts` with `Retry-After` when there were too many. */
  count(attempt: LoginAttempt): Promise<void>;
  /** Takes a right attempt out of the count. */
  forgive(attempt: LoginAttempt): Promise<void>;
}

/** Who tries, without saying it: the blind index of the number (null when it is none), and the address. */
export interface LoginAttempt {
  nirIndex: Buffer | null;
  address: string;
}

/** Builds the limits on table `rate_limits`. */
export function createLoginLimits(pool: QueryPool): LoginLimits {
  const byNumber = limiter(pool, 'login-nir', attemptsPerNumber);
  const byAddress = limiter(pool, 'login-address', attemptsPerAddress);
  return {
    async count({ nirIndex, address }) {
      await consume(byAddress, network(address));
      if (nirIndex !== null) await consume(byNumber, nirIndex.toString('hex'));
    },
    async forgive({ nirIndex, address }) {
      await byAddress.reward(network(address));
      if (nirIndex !== null) await byNumber.delete(nirIndex.toString('hex'));
    },
  };
}

function limiter(pool: QueryPool, keyPrefix: string, points: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix,
    points,
    duration: windowSeconds,
  });
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = String(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw new Problem('too_many_attempts', { headers: { 'Retry-After': seconds } });
  }
}

/** One home or one host has a whole /64 of IPv6 addresses: they count as one. */
function network(address: string): string {
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
