import { defineEntity, p } from '@mikro-orm/postgresql';

/** Where a payment page stands; `opening`: asked for, the answer not known; `void`: it never came to be. */
export type CheckoutStatus = 'opening' | 'open' | 'processing' | 'paid' | 'failed' | 'expired' | 'void';

/** One payment page: an attempt may need several, one after the other, since each lasts a day at most. */
export const Checkout = defineEntity({
  name: 'Checkout',
  tableName: 'checkouts',
  primaryKeys: ['number', 'sequence', 'opening'],
  properties: {
    number: p.text().primary(),
    sequence: p.integer().primary(),
    opening: p.integer().primary(),
    amountCents: p.integer(),
    status: p.text().$type<CheckoutStatus>(),
    /** What is asked of the payment service, word for word: its idempotency key allows no other. */
    request: p.json().$type<Record<string, unknown>>(),
    sessionId: p.text().nullable(),
    paymentId: p.text().nullable(),
    /** Where to pay, while it is open. */
    url: p.text().nullable(),
    expiresAt: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
    /** When the payment service last said something of it. */
    heardAt: p.datetime().defaultRaw('now()'),
  },
});

/** What became of an event of the payment service. */
export type EventOutcome = 'received' | 'signalled' | 'noted' | 'ignored' | 'unknown_dossier';

/** An event of the payment service: each is acted on once. */
export const StripeEventRow = defineEntity({
  name: 'StripeEventRow',
  tableName: 'stripe_events',
  properties: {
    id: p.text().primary(),
    type: p.text(),
    created: p.datetime(),
    receivedAt: p.datetime(),
    number: p.text().nullable(),
    paymentId: p.text().nullable(),
    outcome: p.text().$type<EventOutcome>(),
  },
});
