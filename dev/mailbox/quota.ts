import { ApiError } from './api-error.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How much the account may send. */
export interface QuotaOptions {
  requestsPerSecond: number;
  /** Mails in a day; no limit when null. */
  mailsPerDay: number | null;
  now: () => number;
}

/** Counts requests and mails as Resend does for an account: a window of a second, and one of a day. */
export class Quota {
  private readonly options: QuotaOptions;
  private second = { from: 0, count: 0 };
  private day = { from: 0, count: 0 };

  constructor(options: QuotaOptions) {
    this.options = options;
  }

  /** Counts a request. Throws 429 `rate_limit_exceeded`, with when to come back, beyond the limit. */
  countRequest(): void {
    const now = this.options.now();
    if (now - this.second.from >= 1000) this.second = { from: now, count: 0 };
    this.second.count += 1;
    if (this.second.count <= this.options.requestsPerSecond) return;
    throw new ApiError(
      429,
      'rate_limit_exceeded',
      'Too many requests. You can only make so many per second.',
      {
        'retry-after': '1',
        'ratelimit-limit': String(this.options.requestsPerSecond),
        'ratelimit-remaining': '0',
        'ratelimit-reset': '1',
      },
    );
  }

  /** Counts mails. Throws 429 `daily_quota_exceeded` beyond the day's number; then none is counted. */
  countMails(mails: number): void {
    const { mailsPerDay, now } = this.options;
    if (now() - this.day.from >= dayMs) this.day = { from: now(), count: 0 };
    if (mailsPerDay !== null && this.day.count + mails > mailsPerDay) {
      throw new ApiError(429, 'daily_quota_exceeded', 'You have reached your daily email sending quota.');
    }
    this.day.count += mails;
  }
}
