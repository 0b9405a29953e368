import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  endpointOf,
  type EndpointRow,
  type EndpointWish,
  rotateSecret,
} from '../../db/webhooks/endpoints.ts';
import { deliveriesOf, type DeliveryRow } from '../../db/webhooks/delivery-log.ts';
import { readTarget, type UnsafeTarget, UnsafeTargetError } from '../../domain/webhooks/target.ts';
import { uuidOf } from '../dossiers/message-id.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import { type Page, pageOf, readCursor } from '../http/cursor.ts';
import { created, ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { invalidPart, Problem } from '../problems/problem.ts';

type From = Exchange<OrganisationCaller>;

const unsafe: Readonly<Record<UnsafeTarget, string>> = {
  bad_url: 'Cette adresse n’est pas valable ; elle ne contient ni nom d’utilisateur ni mot de passe.',
  not_https: 'L’adresse doit commencer par https://.',
  port_not_allowed: 'Seuls les ports 443 et 8443 sont permis.',
  private_address: 'Cette adresse n’est pas joignable depuis l’internet public.',
  unknown_host: 'Ce serveur est introuvable.',
};

/** Makes an endpoint. The same request again shows it, without its secret. Throws `too_many_webhooks`, `invalid_request`. */
export async function makeWebhook(exchange: From, wish: EndpointWish): Promise<MadeWebhook> {
  const { em, caller, services, idempotencyKey } = exchange;
  checkUrl(exchange, wish.url);
  const id = idempotencyKey === null ? randomUUID() : uuidOf(`webhook ${caller.id} ${idempotencyKey}`);
  const earlier = await endpointOf(em, caller.id, id);
  if (earlier !== null) {
    if (earlier.url !== wish.url) throw new Problem('idempotency_key_reused');
    return { webhook: earlier, secret: null };
  }
  const secret = await createEndpoint(em, services.secrets, caller.id, { id, ...wish });
  if (secret === null) throw new Problem('too_many_webhooks');
  return { webhook: await ownWebhook(exchange, id), secret };
}

/** An endpoint just made, with its secret; null when the same request made it before. */
export interface MadeWebhook {
  webhook: EndpointRow;
  secret: string | null;
}

/** Answers with an endpoint just made. */
export function madeWebhookReply(made: MadeWebhook): Reply {
  return made.secret === null ? ok(made) : created(`/api/organisation/webhooks/${made.webhook.id}`, made);
}

/** Takes an endpoint away. Throws `webhook_not_found`. */
export async function deleteWebhook({ em, caller }: From, id: string): Promise<void> {
  if (!(await deleteEndpoint(em, caller.id, id))) throw new Problem('webhook_not_found');
}

/** Changes an endpoint, switches it on or off. Throws `webhook_not_found`, `invalid_request`. */
export async function changeWebhook(
  exchange: From,
  id: string,
  wish: Parameters<typeof changeEndpoint>[3],
): Promise<EndpointRow> {
  if (wish.url !== undefined) checkUrl(exchange, wish.url);
  const webhook = await changeEndpoint(exchange.em, exchange.caller.id, id, wish);
  if (webhook === null) throw new Problem('webhook_not_found');
  return webhook;
}

/** Replaces an endpoint's secret. Throws `webhook_not_found`. */
export async function replaceSecret(exchange: From, id: string, overlapHours: number): Promise<string> {
  await ownWebhook(exchange, id);
  return await rotateSecret(exchange.em, exchange.services.secrets, id, overlapHours);
}

/** Reads one of the organisation's endpoints. Throws `webhook_not_found` for any other. */
export async function ownWebhook({ em, caller }: From, id: string): Promise<EndpointRow> {
  const webhook = await endpointOf(em, caller.id, id);
  if (webhook === null) throw new Problem('webhook_not_found');
  return webhook;
}

/** Reads one that takes deliveries. Throws `webhook_not_found`, `webhook_disabled`. */
export async function enabledWebhook(exchange: From, id: string): Promise<EndpointRow> {
  const webhook = await ownWebhook(exchange, id);
  if (!webhook.enabled) throw new Problem('webhook_disabled');
  return webhook;
}

/** A page of an endpoint's delivery log, newest first. */
export async function deliveryLog(
  exchange: From,
  id: string,
  {
    page,
    limit,
    status,
  }: { page?: string | undefined; limit: number; status?: DeliveryRow['status'] | undefined },
): Promise<Page<Omit<DeliveryRow, 'seq'>>> {
  const { id: endpointId } = await ownWebhook(exchange, id);
  const before = readCursor(page, z.int());
  const rows = await deliveriesOf(exchange.em, endpointId, { before, status, limit: limit + 1 });
  const { items, nextPage } = pageOf(rows, limit, ({ seq }) => seq);
  return { items: items.map(({ seq: _, ...row }) => row), nextPage };
}

function checkUrl({ services }: From, url: string): void {
  try {
    readTarget(url, { allowPrivate: services.config.WEBHOOKS_ALLOW_PRIVATE });
  } catch (error) {
    if (error instanceof UnsafeTargetError) throw invalidPart('url', unsafe[error.reason]);
    throw error;
  }
}
