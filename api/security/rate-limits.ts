import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problems/problem.ts';
import type { QueryPool } from '../shared-pool.ts';

const minute = 60;
const hour = 60 * minute;

/**
 * How often something may be asked, by what is counted: an address's network, an email, a registration. A network may be a room of
 * forty, or a mobile carrier with thousands: what is counted by network only stops floods. What stops guessing are the security
 * check, which is done anew for each registration, and what is counted by account.
 */
const allowed = {
  /** Displayed codes, by network: a person may ask for several. */
  captchas: { points: 3_000, duration: 15 * minute },
  /** Registrations, by network. */
  registrations: { points: 1_000, duration: hour },
  /** Registrations, by email: each may send a few mails. */
  registrationsOfEmail: { points: 4, duration: hour },
  /** Messages to one registration. */
  registrationMessages: { points: 60, duration: hour },
  /** Passwords judged before they are sent, by network. */
  passwordChecks: { points: 10_000, duration: 15 * minute },
  /** Links to a new password, by network. */
  passwordResets: { points: 1_000, duration: hour },
  /** Links to a new password, by account. */
  passwordResetsOfAccount: { points: 3, duration: hour },
  /** Changes of email asked for, by account. */
  emailChanges: { points: 5, duration: hour },
  /** First codes of a second step that is being turned on, by account. */
  secondFactorTries: { points: 5, duration: 15 * minute },
  /** Forms kept whose session had ended, by network: a room of people may lose theirs at once. */
  keptForms: { points: 120, duration: hour },
  /** Wishes to take an account over, by identity. */
  takeovers: { points: 5, duration: hour },
  /** Mails to people who were not asked, by organisation. */
  invitations: { points: 60, duration: hour },
  /** Test events, by organisation. */
  webhookTests: { points: 60, duration: hour },
  /** Replays, of one delivery or of many, by organisation. */
  webhookReplays: { points: 120, duration: hour },
  /** Links used, by network. */
  links: { points: 2_000, duration: hour },
  /** Readings of one calendar: programs ask a few times an hour, on a few devices. */
  calendarReads: { points: 60, duration: hour },
  /** Readings of calendars, by network: services read those of many people from one address. */
  calendarReadsOfNetwork: { points: 20_000, duration: hour },
} as const;

/** Something that may not be asked too often. */
export type LimitedThing = keyof typeof allowed;

/** Counts what is asked, for all processes together, in table `rate_limits`. */
export class RateLimits {
  private readonly limiters: Readonly<Record<LimitedThing, RateLimiterPostgres>>;

  constructor(pool: QueryPool) {
    const entries = Object.entries(allowed).map(([keyPrefix, { points, duration }]) => [
      keyPrefix,
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'client',
        tableName: 'rate_limits',
        tableCreated: true,
        // The daily retention erases what has expired: a timer here would outlive the server that it belongs to.
        clearExpiredByTimeout: false,
        keyPrefix,
        points,
        duration,
      }),
    ]);
    this.limiters = Object.fromEntries(entries) as Record<LimitedThing, RateLimiterPostgres>;
  }

  /** Forgets what was counted. */
  async forget(thing: LimitedThing, key: string): Promise<void> {
    await this.limiters[thing].delete(key);
  }

  /** Counts one. Throws `too_many_requests` with `Retry-After` when there were too many. */
  async count(thing: LimitedThing, key: string): Promise<void> {
    try {
      await this.limiters[thing].consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = String(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
      throw new Problem('too_many_requests', { headers: { 'Retry-After': seconds } });
    }
  }
}
