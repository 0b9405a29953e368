import { randomUUID } from 'node:crypto';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { sql } from 'kysely';
import { Slots } from '../../activities/webhooks/slots.ts';
import { type Database, queries } from '../../db/database.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { deliveriesOf, type DeliveryRow } from '../../db/webhooks/delivery-log.ts';
import { createEndpoint } from '../../db/webhooks/endpoints.ts';
import { planDeliveries } from '../../db/webhooks/plan-deliveries.ts';
import { webhookEventTypes } from '../../domain/webhooks/event-types.ts';
import { createWebhookWorker, sendOrganisationMail } from '../../worker/create-webhook-worker.ts';
import { webhookOutbox } from '../../worker/relay/webhook-outbox.ts';
import { webhookDeliveryId } from '../../workflows/webhooks/contract.ts';
import type { World } from './dossier-world.ts';

/** A world whose events are told to endpoints. */
export interface WebhookWorld {
  /** Makes an endpoint of an organisation for every type of event; gives its id. */
  endpoint(organisationId: string, url: string): Promise<string>;
  /** Plans what is new and makes the first attempt of all that may leave: the test does the relay's looking. */
  carry(): Promise<void>;
  /** Carries until nothing is planned for an endpoint any more, however long its workflows try. */
  settled(endpointId: string): Promise<void>;
  /** The delivery log, oldest first. */
  log(endpointId: string): Promise<DeliveryRow[]>;
  /** Why an endpoint is off; null while it is on. */
  disabledReason(endpointId: string): Promise<string | null>;
  stop(): Promise<void>;
}

/** Takes an endpoint's challenge for answered. */
export async function confirmEndpoint(db: Database, id: string): Promise<void> {
  await sql`update webhook_endpoints set verified_at = now() where id = ${id}`.execute(queries(db.em.fork()));
  await sql`delete from webhook_deliveries where endpoint_id = ${id} and type = 'webhook.challenge'`.execute(
    queries(db.em.fork()),
  );
}

/** Starts the product's worker of webhooks in a world. */
export async function startWebhooks({
  database: { db },
  client,
  env,
  taskQueue,
}: World): Promise<WebhookWorld> {
  const connection = await NativeConnection.connect({ address: env.address });
  const secrets = createSecretBox([['test', Buffer.alloc(32, 7).toString('base64')]]);
  const parts = {
    ...{ db, secrets, taskQueue, slots: new Slots(), sendMail: sendOrganisationMail(client, taskQueue) },
    network: { allowPrivate: true, resolve: () => Promise.resolve(['127.0.0.1']) },
  };
  const worker: Worker = await createWebhookWorker({
    ...{ ...parts, connection, namespace: 'default' },
  });
  const running = worker.run();
  const outbox = webhookOutbox({ ...parts, client, now: () => env.currentTimeMs() });
  const all = { before: null, limit: 1_000 };
  const world: WebhookWorld = {
    endpoint: async (organisationId, url) => {
      const id = randomUUID();
      const wish = { id, url, description: '', events: webhookEventTypes };
      await createEndpoint(db.em.fork(), secrets, organisationId, wish);
      await confirmEndpoint(db, id);
      return id;
    },
    carry: async () => {
      await planDeliveries(db.em.fork(), 1000);
      for (;;) {
        const claimed = await outbox.claim(outbox.atOnce);
        if (claimed.length === 0) return;
        await Promise.all(claimed.map((delivery) => outbox.send(delivery)));
      }
    },
    settled: async (endpointId) => {
      for (;;) {
        await world.carry();
        const planned = await deliveriesOf(db.em.fork(), endpointId, { ...all, status: 'planned' });
        const waiting = planned.at(-1);
        if (waiting === undefined) return;
        await client.workflow.getHandle(webhookDeliveryId(waiting.id)).result();
      }
    },
    log: async (id) => (await deliveriesOf(db.em.fork(), id, all)).reverse(),
    disabledReason: async (id) => {
      const { rows } = await sql<{ reason: string | null }>`
        select disabled_reason as reason from webhook_endpoints where id = ${id}`.execute(
        queries(db.em.fork()),
      );
      return rows[0]?.reason ?? null;
    },
    stop: async () => {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
  return world;
}
