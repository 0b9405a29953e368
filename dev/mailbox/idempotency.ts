import { createHash } from 'node:crypto';
import { ApiError } from './api-error.ts';

const keptMs = 24 * 60 * 60 * 1000;

/** What was answered to a request that had an `Idempotency-Key`. */
export interface KeyRecord {
  key: string;
  fingerprint: string;
  /** Epoch milliseconds. */
  at: number;
  /** The ids of the mails that were made. */
  ids: string[];
}

/** Makes a request with a key act once in 24 hours (https://resend.com/docs/dashboard/emails/idempotency-keys). */
export class Idempotency {
  private readonly records = new Map<string, KeyRecord>();
  private readonly running = new Set<string>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Takes up what an earlier start noted. */
  restore(record: KeyRecord): void {
    this.records.set(record.key, record);
  }

  /**
   * Acts unless the key's request was done before, and then gives the ids of that time.
   * Throws 400 for a key that is no key, 409 for another request or one that is still running under it.
   */
  async once(
    key: string | undefined,
    body: unknown,
    act: (record: KeyRecord | null) => Promise<string[]>,
  ): Promise<string[]> {
    if (key === undefined) return await act(null);
    if (key === '' || key.length > 256) {
      throw new ApiError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.');
    }
    const fingerprint = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    const earlier = this.records.get(key);
    if (earlier !== undefined && this.now() - earlier.at < keptMs) return answerAgain(earlier, fingerprint);
    if (this.running.has(key)) {
      throw new ApiError(
        409,
        'concurrent_idempotent_requests',
        'Same idempotency key used while original request is still in progress.',
      );
    }
    this.running.add(key);
    try {
      const record: KeyRecord = { key, fingerprint, at: this.now(), ids: [] };
      record.ids = await act(record);
      this.records.set(key, record);
      return record.ids;
    } finally {
      this.running.delete(key);
    }
  }
}

function answerAgain(earlier: KeyRecord, fingerprint: string): string[] {
  if (earlier.fingerprint === fingerprint) return earlier.ids;
  throw new ApiError(
    409,
    'invalid_idempotent_request',
    'Same idempotency key used with a different request payload.',
  );
}
