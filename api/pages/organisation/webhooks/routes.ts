import { z } from 'zod';
import { isCalendarDay } from '../../../../domain/calendar/calendar-day.ts';
import { atParisTime } from '../../../../domain/calendar/paris-time.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { pageQuery } from '../../../http/cursor.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, route } from '../../../http/route.ts';
import { replayOne, replayEvents, sendTest } from '../../../organisation/webhook-replays.ts';
import { changeWebhook, deleteWebhook, makeWebhook, replaceSecret } from '../../../organisation/webhooks.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { idParams } from '../../../schemas/parts.ts';
import {
  deliveryStatusSchema,
  newWebhookSchema,
  replaySchema,
  secretRotationSchema,
  webhookChangeSchema,
} from '../../../schemas/webhooks.ts';
import { contextOf } from '../../context.ts';
import { leaveNotice, type Notice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { showOnce } from '../shown-once.ts';
import { typedWebhook, webhooksPath } from './forms.ts';
import { showWebhook, showWebhooks } from './show.ts';

type From = Exchange<MemberCaller>;

const reading = { ...aPage, method: 'get', access: 'member', permission: 'read_webhooks' } as const;
const managing = {
  ...aPage,
  method: 'post',
  access: 'member',
  permission: 'manage_webhooks',
  form: true,
} as const;
const ofWebhook = { params: idParams, unknown: 'webhook_not_found' } as const;
const log = z.object({ etat: deliveryStatusSchema.optional(), ...pageQuery });

/** Where an organisation's software is told of events, for its administrators. */
export const webhookPageRoutes = [
  route({
    ...reading,
    path: webhooksPath,
    summary: 'Our endpoints',
    handle: async (exchange) => await showWebhooks(exchange),
  }),
  route({
    ...managing,
    path: webhooksPath,
    needsFreshProof: true,
    summary: 'Make an endpoint; its secret is shown this once',
    handle: async (exchange) => {
      const typed = typedWebhook(exchange.body);
      const { webhook, secret } = await makeWebhook(exchange, parsePart(newWebhookSchema, typed));
      return await showSecret(exchange, webhook.id, secret, 'made');
    },
  }),
  route({
    ...reading,
    ...ofWebhook,
    path: `${webhooksPath}/:id`,
    summary: 'One endpoint with its log',
    query: log,
    handle: async (exchange) => {
      const { etat: status, page, limit } = exchange.query;
      return await showWebhook(exchange, exchange.params.id, { status, page, limit });
    },
  }),
  route({
    ...managing,
    ...ofWebhook,
    path: `${webhooksPath}/:id/modification`,
    needsFreshProof: true,
    summary: 'Change an endpoint',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const typed = typedWebhook(exchange.body);
      const { url, description, events } = parsePart(newWebhookSchema, typed);
      await changeWebhook(exchange, id, { url, description, events });
      return goTo(exchange, id, 'webhook_changed');
    },
  }),
  route({
    ...managing,
    ...ofWebhook,
    path: `${webhooksPath}/:id/marche`,
    summary: 'Switch an endpoint on or off',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const wanted = { oui: true, non: false }[exchange.body.get('enabled') ?? ''];
      const { enabled = false } = parsePart(webhookChangeSchema.required({ enabled: true }), {
        enabled: wanted,
      });
      await changeWebhook(exchange, id, { enabled });
      return goTo(exchange, id, enabled ? 'webhook_started' : 'webhook_stopped');
    },
  }),
  route({
    ...managing,
    ...ofWebhook,
    path: `${webhooksPath}/:id/suppression`,
    summary: 'Take an endpoint away',
    handle: async (exchange) => {
      await deleteWebhook(exchange, exchange.params.id);
      leaveNotice(exchange.req.session, 'webhook_deleted');
      return seeOther(webhooksPath);
    },
  }),
  route({
    ...managing,
    ...ofWebhook,
    path: `${webhooksPath}/:id/secret`,
    needsFreshProof: true,
    summary: 'Replace the secret; the new one is shown this once',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const overlapHours = Number(exchange.body.get('overlapHours') ?? NaN);
      const wish = parsePart(secretRotationSchema, { overlapHours });
      return await showSecret(exchange, id, await replaceSecret(exchange, id, wish.overlapHours), 'replaced');
    },
  }),
  route({
    ...managing,
    ...ofWebhook,
    path: `${webhooksPath}/:id/essai`,
    summary: 'Send the test event',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const sent = await sendTest(exchange, id);
      return goTo(exchange, id, `webhook_${sent}_planned`);
    },
  }),
  route({
    ...managing,
    ...ofWebhook,
    path: `${webhooksPath}/:id/rejeu`,
    summary: 'Send again what happened since a day',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const day = exchange.body.get('since') ?? '';
      const { since } = parsePart(replaySchema, { since: startOf(day) });
      const planned = await replayEvents(exchange, id, since);
      return goTo(exchange, id, planned === 0 ? 'webhook_nothing_to_replay' : 'webhook_replayed');
    },
  }),
  route({
    ...managing,
    path: `${webhooksPath}/:id/envois/:deliveryId`,
    params: z.object({ id: z.uuid(), deliveryId: z.uuid() }),
    unknown: 'webhook_delivery_not_found',
    summary: 'Send one delivery again',
    handle: async (exchange) => {
      const { id, deliveryId } = exchange.params;

      await replayOne(exchange, id, deliveryId);
      return goTo(exchange, id, 'webhook_replayed');
    },
  }),
];

/** The first instant of a day in Paris; anything else is left to be refused. */
function startOf(day: string): string {
  return isCalendarDay(day) ? atParisTime(day, '00:00') : day;
}

function goTo({ req }: From, id: string, notice: Notice): Reply {
  leaveNotice(req.session, notice);
  return seeOther(`${webhooksPath}/${id}`);
}

async function showSecret(
  exchange: From,
  id: string,
  secret: string | null,
  occasion: 'made' | 'replaced',
): Promise<Reply> {
  const { webhooks: t } = contextOf(exchange.req).texts.organisation;
  return await showOnce(exchange, {
    title: occasion === 'made' ? t.madeTitle : t.newSecretTitle,
    text: secret === null ? t.madeBefore : t.madeText,
    secrets: secret === null ? [] : [{ id: 'valeur', name: t.secret, value: secret }],
    next: { href: `${webhooksPath}/${id}`, label: t.goTo },
    section: 'webhooks',
    path: webhooksPath,
  });
}
