import { z } from 'zod';
import { apiKeysOf } from '../../db/organisation/manage-keys.ts';
import { ok } from '../http/reply.ts';
import { route, type Success } from '../http/route.ts';
import {
  keyView,
  madeKeyReply,
  makeKey,
  ownKey,
  renameKey,
  replaceKey,
  revokeKey,
} from '../organisation/keys.ts';
import {
  keyChangeSchema,
  keySchema,
  madeKeySchema,
  newKeySchema,
  rotationSchema,
} from '../schemas/organisation-keys.ts';
import { idParams } from '../schemas/parts.ts';

const tag = 'organisation keys';
const access = 'organisation';
const ofKey = { params: idParams, unknown: 'key_not_found' } as const;
const made: readonly Success[] = [
  { status: 201, description: 'Made. The key is shown this once.', schema: madeKeySchema },
  {
    status: 200,
    description: 'Made by the same request before; the key is not shown again.',
    schema: madeKeySchema,
  },
];

/** An organisation's API keys: for its administrators, never for a key itself. */
export const organisationKeyRoutes = [
  route({
    method: 'get',
    path: '/api/organisation/keys',
    access,
    permission: 'read_keys',
    tag,
    summary: 'Our keys, newest first, those that no longer work included',
    successes: [{ status: 200, description: 'All keys.', schema: z.object({ items: z.array(keySchema) }) }],
    handle: async ({ em, caller, services }) => {
      const rows = await apiKeysOf(em, caller.id);
      return ok({ items: rows.map((row) => keyView(row, services.clock.now())) });
    },
  }),
  route({
    method: 'post',
    path: '/api/organisation/keys',
    access,
    permission: 'manage_keys',
    tag,
    needsFreshProof: true,
    summary: 'Make a key',
    body: newKeySchema,
    successes: made,
    problems: ['too_many_keys', 'idempotency_key_reused'],
    handle: async (exchange) => madeKeyReply(await makeKey(exchange, exchange.body)),
  }),
  route({
    ...ofKey,
    method: 'get',
    path: '/api/organisation/keys/:id',
    access,
    permission: 'read_keys',
    tag,
    summary: 'One key',
    successes: [{ status: 200, description: 'The key.', schema: keySchema }],
    handle: async (exchange) => ok(await ownKey(exchange, exchange.params.id)),
  }),
  route({
    ...ofKey,
    method: 'patch',
    path: '/api/organisation/keys/:id',
    access,
    permission: 'manage_keys',
    tag,
    summary: 'Give a key another name; it works as before',
    body: keyChangeSchema,
    successes: [{ status: 200, description: 'The key.', schema: keySchema }],
    handle: async (exchange) => ok(await renameKey(exchange, exchange.params.id, exchange.body)),
  }),
  route({
    ...ofKey,
    method: 'post',
    path: '/api/organisation/keys/:id/rotation',
    access,
    permission: 'manage_keys',
    tag,
    needsFreshProof: true,
    summary: 'Replace a key; the old one works on for an overlap',
    body: rotationSchema,
    successes: made,
    problems: ['key_not_active'],
    handle: async (exchange) => madeKeyReply(await replaceKey(exchange, exchange.params.id, exchange.body)),
  }),
  route({
    ...ofKey,
    method: 'delete',
    path: '/api/organisation/keys/:id',
    access,
    permission: 'manage_keys',
    tag,
    summary: 'Revoke a key: from now on it opens nothing',
    successes: [{ status: 200, description: 'The key, revoked.', schema: keySchema }],
    handle: async (exchange) => ok(await revokeKey(exchange, exchange.params.id)),
  }),
];
