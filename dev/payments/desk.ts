import type { Journal } from './journal.ts';
import type { PaymentState } from './state.ts';

/** What brought an event about: an API request, or nothing but a person on the page or the passing of time. */
export interface Cause {
  readonly id: string | null;
  readonly idempotency_key: string | null;
}

/** The cause of what no API request brought about. */
export const noRequest: Cause = { id: null, idempotency_key: null };

/** What every operation of this Stripe works on. */
export interface Desk {
  readonly state: PaymentState;
  readonly journal: Journal;
  /** How long slow payments, disputes and slow refunds take. */
  readonly laterMs: number;
  /** Where the pages are, without a final slash. */
  url: string;
  /** Called for each new event, after it is in the state. */
  onEvent: (id: string) => void;
}

/** ms since 1970 by this server's clock, which tests can move. */
export const nowMs = (desk: Desk): number => Date.now() + desk.state.clockOffsetMs;

/** Seconds since 1970, as Stripe writes instants. */
export const nowSeconds = (desk: Desk): number => Math.floor(nowMs(desk) / 1000);
