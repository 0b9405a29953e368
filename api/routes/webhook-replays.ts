import { z } from 'zod';
import { planTest, replayDelivery, replaySince } from '../../db/webhooks/delivery-log.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { route } from '../http/route.ts';
import { enabledWebhook } from '../organisation/webhooks.ts';
import { Problem } from '../problems/problem.ts';
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
  problems: ['webhook_disabled'],
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
      const { id } = await enabledWebhook(exchange, exchange.params.id);
      await planTest(exchange.em, id);
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
      const { em, caller, body, params } = exchange;
      const webhook = await enabledWebhook(exchange, params.id);
      return {
        status: 202,
        json: { planned: await replaySince(em, webhook, caller.id, instant(body.since)) },
      };
    },
  }),
  route({
    ...ofWebhook,
    params: z.object({ id: z.uuid(), deliveryId: z.uuid() }),
    unknown: 'webhook_delivery_not_found',
    path: `${path}/deliveries/:deliveryId/replay`,
    summary: 'Send one delivery again, under the same webhook id',
    problems: ['webhook_not_found', 'webhook_disabled'],
    handle: async (exchange) => {
      const { id } = await enabledWebhook(exchange, exchange.params.id);
      const replay = await replayDelivery(exchange.em, id, exchange.params.deliveryId);
      if (replay === null) throw new Problem('webhook_delivery_not_found');
      return { status: 202, json: { planned: 1 } };
    },
  }),
];
