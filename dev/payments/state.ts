import type Stripe from 'stripe';

/** A Checkout Session with what its payment intent will be made of. */
export interface StoredSession {
  session: Stripe.Checkout.Session;
  lineItems: Stripe.LineItem[];
  /** What each line item is, for the page: the line item itself only has the name. */
  products: { description: string | null }[];
  intent: {
    description: string | null;
    metadata: Record<string, string>;
    receiptEmail: string | null;
    statementDescriptorSuffix: string | null;
  };
}

/** A charge with the number of its card, which says what refunds of it come to. */
export interface StoredCharge {
  charge: Stripe.Charge;
  refunds: 'succeed' | 'fail' | 'wait';
}

/** Something that happens by itself at an instant (ms since 1970). */
export type DueWork = { readonly at: number } & (
  | { readonly kind: 'settle'; readonly session: string; readonly ends: 'succeeded' | 'failed' }
  | { readonly kind: 'dispute'; readonly charge: string }
  | { readonly kind: 'refund'; readonly refund: string; readonly ends: 'succeeded' | 'failed' }
);

/** One event on its way to the product. */
export interface Delivery {
  readonly event: string;
  readonly type: string;
  /** `held`: a test keeps it back; `dropped`: it is never sent; `failed`: every attempt failed. */
  status: 'waiting' | 'held' | 'delivered' | 'dropped' | 'failed';
  /** ms since 1970; only while `waiting`. */
  nextAt: number;
  attempts: { at: number; result: string }[];
}

/** The answer kept under an idempotency key. */
export interface KeptAnswer {
  /** The request's path and parameters. */
  readonly request: string;
  readonly requestId: string;
  readonly status: number;
  readonly body: unknown;
  /** ms since 1970. */
  readonly at: number;
}

/** Everything that this Stripe knows; plain JSON, so that it can be kept in a file. Objects in order of creation, by id. */
export interface PaymentState {
  sessions: Record<string, StoredSession>;
  intents: Record<string, Stripe.PaymentIntent>;
  charges: Record<string, StoredCharge>;
  refunds: Record<string, Stripe.Refund>;
  disputes: Record<string, Stripe.Dispute>;
  transactions: Record<string, Stripe.BalanceTransaction>;
  events: Record<string, Stripe.Event>;
  deliveries: Record<string, Delivery>;
  answers: Record<string, KeptAnswer>;
  due: DueWork[];
  clockOffsetMs: number;
}

/** A Stripe that knows nothing yet. */
export function emptyState(): PaymentState {
  return {
    sessions: {},
    intents: {},
    charges: {},
    refunds: {},
    disputes: {},
    transactions: {},
    events: {},
    deliveries: {},
    answers: {},
    due: [],
    clockOffsetMs: 0,
  };
}
