import { defineEntity, p } from '@mikro-orm/postgresql';

/** Where an organisation's software wants to be told of events. */
export const WebhookEndpoint = defineEntity({
  name: 'WebhookEndpoint',
  tableName: 'webhook_endpoints',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    url: p.text(),
    description: p.text(),
    events: p.array(),
    disabledAt: p.datetime().nullable(),
    disabledReason: p.text().$type<'by_hand' | 'failing' | 'gone'>().nullable(),
    /** Since when nothing got through; null after a success. */
    failingSince: p.datetime().nullable(),
    /** What its server must give back to show that it wants to be called. */
    challenge: p.text().nullable(),
    /** When it did; null: it gets no events. */
    verifiedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    deletedAt: p.datetime().nullable(),
  },
});

/** A secret that signs what an endpoint gets; two while one replaces the other. */
export const WebhookSecret = defineEntity({
  name: 'WebhookSecret',
  tableName: 'webhook_secrets',
  properties: {
    id: p.uuid().primary(),
    endpointId: p.uuid(),
    /** `db/secret-box.ts`. */
    sealed: p.blob(),
    expiresAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** One event on its way to one endpoint, and what became of it. */
export const WebhookDelivery = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_deliveries',
  properties: {
    id: p.uuid().primary(),
    seq: p.bigint(),
    endpointId: p.uuid(),
    stream: p.text(),
    webhookId: p.text(),
    type: p.text(),
    dossierNumber: p.text().nullable(),
    dossierVersion: p.integer().nullable(),
    toState: p.text().nullable(),
    messageId: p.text().nullable(),
    eventAt: p.datetime(),
    replayed: p.boolean().default(false),
    status: p.text().$type<'planned' | 'delivered' | 'failed' | 'superseded'>().default('planned'),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime().nullable(),
    lastAttemptAt: p.datetime().nullable(),
    responseStatus: p.integer().nullable(),
    responseExcerpt: p.text().nullable(),
    durationMs: p.integer().nullable(),
    failure: p.text().nullable(),
    /** Until when somebody sees to sending it; null or past: nobody does. */
    claimedUntil: p.datetime().nullable(),
    settledAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
