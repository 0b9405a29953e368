import type { QueryPool } from '../shared-pool.ts';
import { consume, limiter, network } from './rate-limiter.ts';

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
  const byNumber = limiter(pool, {
    keyPrefix: 'login-nir',
    points: attemptsPerNumber,
    duration: windowSeconds,
  });
  const byAddress = limiter(pool, {
    keyPrefix: 'login-address',
    points: attemptsPerAddress,
    duration: windowSeconds,
  });
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
