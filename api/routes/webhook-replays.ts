import { z } from 'zod';
import { route } from '../http/route.ts';
import { replayEvents, replayOne, sendTest } from '../organisation/webhook-replays.ts';
import { idParams } from '../schemas/parts.ts';
import { plannedSchema, replaySchema } from '../schemas/webhooks.ts';

const tag = 'webhooks';
const path = '/api/organisation/webhooks/:id';
const planned = [
  { status: 202, description: 'Planned; the delivery log tells how it went.', schema: plannedSchema },
] as const;
const ofWebhook = {
  method: 'post',
  access: 'organisation',
  permission: 'manage_webhooks',
  tag,
  successes: planned,
  problems: ['webhook_disabled', 'webhook_not_verified', 'too_many_requests'],
} as const;

/** Sending on purpose: a test, and what was sent or missed before. */
export const webhookReplayRoutes = [
  route({
    ...ofWebhook,
    params: idParams,
    unknown: 'webhook_not_found',
    path: `${path}/test`,
    summary: 'Send the test event',
    handle: async (exchange) => {
      await sendTest(exchange, exchange.params.id);
      return { status: 202, json: { planned: 1 } };
    },
  }),
  route({
    ...ofWebhook,
    params: idParams,
    unknown: 'webhook_not_found',
    path: `${path}/replay`,
    summary: 'Send again what happened since an instant: a thousand events at most',
    body: replaySchema,
    handle: async (exchange) => {
      const planned = await replayEvents(exchange, exchange.params.id, exchange.body.since);
      return { status: 202, json: { planned } };
    },
  }),
  route({
    ...ofWebhook,
    params: z.object({ id: z.uuid(), deliveryId: z.uuid() }),
    unknown: 'webhook_delivery_not_found',
    path: `${path}/deliveries/:deliveryId/replay`,
    summary: 'Send one delivery again, under the same webhook id',
    problems: ['webhook_not_found', 'webhook_disabled', 'webhook_not_verified', 'too_many_requests'],
    handle: async (exchange) => {
      await replayOne(exchange, exchange.params.id, exchange.params.deliveryId);
      return { status: 202, json: { planned: 1 } };
    },
  }),
];
