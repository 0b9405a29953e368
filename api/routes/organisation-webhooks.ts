import { z } from 'zod';
import { endpointsOf } from '../../db/webhooks/endpoints.ts';
import { pageQuery } from '../http/cursor.ts';
import { done, ok } from '../http/reply.ts';
import { route, type Success } from '../http/route.ts';
import {
  changeWebhook,
  deleteWebhook,
  deliveryLog,
  madeWebhookReply,
  makeWebhook,
  ownWebhook,
  replaceSecret,
} from '../organisation/webhooks.ts';
import { idParams, pageSchema } from '../schemas/parts.ts';
import {
  deliverySchema,
  deliveryStatusSchema,
  madeWebhookSchema,
  newSecretSchema,
  newWebhookSchema,
  secretRotationSchema,
  webhookChangeSchema,
  webhookSchema,
} from '../schemas/webhooks.ts';

const tag = 'webhooks';
const access = 'organisation';
const path = '/api/organisation/webhooks';
const ofWebhook = { params: idParams, unknown: 'webhook_not_found' } as const;
const made: readonly Success[] = [
  { status: 201, description: 'Made. The secret is shown this once.', schema: madeWebhookSchema },
  { status: 200, description: 'Made by the same request before.', schema: madeWebhookSchema },
];

/** Where an organisation's software is told of events (docs/webhooks.md). */
export const organisationWebhookRoutes = [
  route({
    method: 'get',
    path,
    access,
    permission: 'read_webhooks',
    tag,
    summary: 'Our endpoints',
    successes: [
      { status: 200, description: 'All endpoints.', schema: z.object({ items: z.array(webhookSchema) }) },
    ],
    handle: async ({ em, caller }) => ok({ items: await endpointsOf(em, caller.id) }),
  }),
  route({
    method: 'post',
    path,
    access,
    permission: 'manage_webhooks',
    tag,
    needsFreshProof: true,
    summary: 'Make an endpoint',
    body: newWebhookSchema,
    successes: made,
    problems: ['too_many_webhooks', 'idempotency_key_reused'],
    handle: async (exchange) => madeWebhookReply(await makeWebhook(exchange, exchange.body)),
  }),
  route({
    ...ofWebhook,
    method: 'get',
    path: `${path}/:id`,
    access,
    permission: 'read_webhooks',
    tag,
    summary: 'One endpoint',
    successes: [{ status: 200, description: 'The endpoint.', schema: webhookSchema }],
    handle: async (exchange) => ok(await ownWebhook(exchange, exchange.params.id)),
  }),
  route({
    ...ofWebhook,
    method: 'patch',
    path: `${path}/:id`,
    access,
    permission: 'manage_webhooks',
    tag,
    needsFreshProof: true,
    summary: 'Change an endpoint, switch it on or off',
    description: 'What was planned while it is off is not sent; replay it afterwards.',
    body: webhookChangeSchema,
    successes: [{ status: 200, description: 'The endpoint after it.', schema: webhookSchema }],
    handle: async (exchange) => {
      // JSON has no undefined: a field that is absent from the request is absent here.
      const changes = exchange.body as Parameters<typeof changeWebhook>[2];
      return ok(await changeWebhook(exchange, exchange.params.id, changes));
    },
  }),
  route({
    ...ofWebhook,
    method: 'delete',
    path: `${path}/:id`,
    access,
    permission: 'manage_webhooks',
    tag,
    summary: 'Take an endpoint away',
    successes: [{ status: 204, description: 'Gone.' }],
    handle: async (exchange) => {
      await deleteWebhook(exchange, exchange.params.id);
      return done;
    },
  }),
  route({
    ...ofWebhook,
    method: 'post',
    path: `${path}/:id/secret`,
    access,
    permission: 'manage_webhooks',
    tag,
    needsFreshProof: true,
    summary: 'Replace the secret; the old one signs beside it for an overlap',
    body: secretRotationSchema,
    successes: [{ status: 200, description: 'The new secret, this once.', schema: newSecretSchema }],
    handle: async (exchange) => {
      const { overlapHours } = exchange.body;
      return ok({ secret: await replaceSecret(exchange, exchange.params.id, overlapHours) });
    },
  }),
  route({
    ...ofWebhook,
    method: 'get',
    path: `${path}/:id/deliveries`,
    access,
    permission: 'read_webhooks',
    tag,
    summary: 'What was sent, newest first, and how it went',
    query: z.object({ status: deliveryStatusSchema.optional(), ...pageQuery }),
    successes: [{ status: 200, description: 'A page of deliveries.', schema: pageSchema(deliverySchema) }],
    handle: async (exchange) => ok(await deliveryLog(exchange, exchange.params.id, exchange.query)),
  }),
];
