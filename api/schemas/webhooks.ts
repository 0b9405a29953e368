import { z } from 'zod';
import { webhookEventTypes } from '../../domain/webhooks/event-types.ts';
import { instantSchema } from './parts.ts';
import { lineSchema } from './text.ts';

const longestUrl = 500;
const longestDescription = 200;
const longestOverlapHours = 7 * 24;

const eventType = z.enum(webhookEventTypes).meta({ id: 'WebhookEventType' });
const urlSchema = z.string().min(1).max(longestUrl).meta({
  format: 'uri',
  description: 'HTTPS, on port 443 or 8443, of a server on the public internet.',
});
const eventsSchema = z
  .array(eventType)
  .min(1)
  .max(webhookEventTypes.length)
  .refine((types) => new Set(types).size === types.length, { error: 'Chaque événement une seule fois.' });

/** What an endpoint is to be. */
export const newWebhookSchema = z
  .strictObject({
    url: urlSchema,
    description: lineSchema(longestDescription).or(z.literal('')).default(''),
    events: eventsSchema.default([...webhookEventTypes]).meta({ description: 'All unless chosen.' }),
  })
  .meta({ id: 'NewWebhook' });

/** What is to change of an endpoint. */
export const webhookChangeSchema = z
  .strictObject({
    url: urlSchema.optional(),
    description: lineSchema(longestDescription).or(z.literal('')).optional(),
    events: eventsSchema.optional(),
    enabled: z.boolean().optional(),
  })
  .meta({ id: 'WebhookChange' });

/** An endpoint. */
export const webhookSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    description: z.string(),
    events: z.array(z.string()),
    enabled: z.boolean(),
    disabledAt: instantSchema.nullable(),
    disabledReason: z.enum(['by_hand', 'failing', 'gone']).nullable(),
    failingSince: instantSchema.nullable().meta({ description: 'Since when nothing got through.' }),
    verifiedAt: instantSchema.nullable().meta({
      description: 'Since when its server is known to want to be called; null: it gets no events.',
    }),
    createdAt: instantSchema,
  })
  .meta({ id: 'Webhook' });

/** An endpoint just made. */
export const madeWebhookSchema = z
  .object({
    webhook: webhookSchema,
    secret: z
      .string()
      .nullable()
      .meta({ description: '`whsec_…`, shown this once; null when the request is repeated.' }),
  })
  .meta({ id: 'MadeWebhook' });

/** How a secret is to be replaced. */
export const secretRotationSchema = z
  .strictObject({
    overlapHours: z.int().min(0).max(longestOverlapHours).default(24).meta({
      description: 'How long the old secret still signs beside the new one.',
    }),
  })
  .meta({ id: 'WebhookSecretRotation' });

/** A new secret. */
export const newSecretSchema = z
  .object({ secret: z.string().meta({ description: '`whsec_…`, shown this once.' }) })
  .meta({ id: 'WebhookSecret' });

/** Which deliveries a log shows. */
export const deliveryStatusSchema = z.enum(['planned', 'delivered', 'failed', 'superseded']);

/** A line of the delivery log. */
export const deliverySchema = z
  .object({
    id: z.uuid(),
    webhookId: z
      .string()
      .meta({ description: 'The header `webhook-id`: the same at each attempt and replay.' }),
    type: z.string(),
    number: z.string().nullable(),
    version: z.int().nullable(),
    eventAt: instantSchema,
    replayed: z.boolean(),
    status: deliveryStatusSchema,
    attempts: z.int(),
    nextAttemptAt: instantSchema.nullable(),
    lastAttemptAt: instantSchema.nullable(),
    responseStatus: z.int().nullable(),
    responseExcerpt: z.string().nullable(),
    durationMs: z.int().nullable(),
    failure: z.string().nullable().meta({ description: 'A code: why there was no answer, or no attempt.' }),
  })
  .meta({ id: 'WebhookDelivery' });

/** What was planned. */
export const plannedSchema = z.object({ planned: z.int() }).meta({ id: 'PlannedDeliveries' });

/** From when on events are sent again. */
export const replaySchema = z
  .strictObject({ since: z.iso.datetime().meta({ description: 'ISO 8601, UTC.' }) })
  .meta({ id: 'WebhookReplay' });
