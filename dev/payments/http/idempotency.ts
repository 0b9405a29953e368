import type { Desk } from '../desk.ts';
import { nowMs } from '../desk.ts';
import type { KeptAnswer } from '../state.ts';
import { StripeError } from '../stripe-error.ts';

const keptMs = 24 * 3600 * 1000;

/** Keeps the answers under idempotency keys, by Stripe's rules: https://docs.stripe.com/api/idempotent_requests */
export class IdempotencyKeys {
  readonly #desk: Desk;
  readonly #inUse = new Set<string>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /**
   * Takes a key for a request, or gives the answer that the first request with it had.
   * @throws StripeError 409 while the first is under way, 400 for another request under the same key
   */
  take(key: string, request: string): KeptAnswer | undefined {
    if (key.length > 255) throw keyError('Idempotency keys can be at most 255 characters long.');
    if (this.#inUse.has(key)) throw inUse(key);
    const kept = this.#desk.state.answers[key];
    if (kept === undefined || kept.at + keptMs < nowMs(this.#desk)) {
      this.#inUse.add(key);
      return undefined;
    }
    if (kept.request !== request) {
      throw keyError(
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    return kept;
  }

  /** Keeps the answer; later requests with this key get it again. */
  keep(key: string, answer: Omit<KeptAnswer, 'at'>): void {
    this.#desk.state.answers[key] = { ...answer, at: nowMs(this.#desk) };
  }

  /** The request is over, with or without an answer worth keeping. */
  release(key: string): void {
    this.#inUse.delete(key);
  }
}

/** The method, path and parameters of a request, whatever the order of the parameters. */
export function requestFingerprint(method: string, path: string, parameters: unknown): string {
  return `${method} ${path} ${JSON.stringify(sorted(parameters))}`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([name, part]) => [name, sorted(part)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const keyError = (message: string): StripeError =>
  new StripeError(400, { type: 'idempotency_error', message }, { executed: false });

const inUse = (key: string): StripeError =>
  new StripeError(
    409,
    {
      type: 'invalid_request_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    },
    { executed: false },
  );
