import type { QueryPool } from '../shared-pool.ts';
import { consume, limiter, network } from './rate-limiter.ts';

const windowSeconds = 60 * 60;
/** Calendar programs ask a few times an hour, on a few devices. */
const readsPerFeed = 60;
/** Higher: services read the calendars of many people from one address. */
const readsPerAddress = 600;

/** Counts the readings of calendars, for all processes together. */
export interface FeedLimits {
  /** Counts a reading, of a calendar that may not exist. Throws `too_many_requests` with `Retry-After`. */
  countAddress(address: string): Promise<void>;
  /** Counts a reading of a calendar that exists. Throws `too_many_requests` with `Retry-After`. */
  countFeed(tokenHash: Buffer): Promise<void>;
}

/** Builds the limits on table `rate_limits`. */
export function createFeedLimits(pool: QueryPool): FeedLimits {
  const byFeed = limiter(pool, { keyPrefix: 'feed', points: readsPerFeed, duration: windowSeconds });
  const byAddress = limiter(pool, {
    keyPrefix: 'feed-address',
    points: readsPerAddress,
    duration: windowSeconds,
  });
  return {
    countAddress: (address) => consume(byAddress, network(address), 'too_many_requests'),
    countFeed: (tokenHash) => consume(byFeed, tokenHash.toString('hex'), 'too_many_requests'),
  };
}
