import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { sql } from 'kysely';
import { pino } from 'pino';
import { systemResolve } from '../../activities/webhooks/safe-target.ts';
import { Slots } from '../../activities/webhooks/slots.ts';
import { queries } from '../../db/database.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { createWebhookWorker, sendOrganisationMail } from '../../worker/create-webhook-worker.ts';
import { startOutboxRelay } from '../../worker/relay/outbox-relay.ts';
import type { TestApi } from './api.ts';
import { startDossierWorker } from './worker.ts';
import { testStack } from './stack.ts';

/** The product's own relay and worker of webhooks beside a test's API. */
export interface RelayedWebhooks {
  /** Waits until nothing is planned any more. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Delivers what an API plans, to receivers on this machine too. */
export async function relayWebhooks({ db, config, taskQueue }: TestApi): Promise<RelayedWebhooks> {
  const connection = await NativeConnection.connect({ address: testStack.temporalAddress });
  const client = new Client({ connection });
  const deliveries = {
    ...{ db, taskQueue, slots: new Slots(), sendMail: sendOrganisationMail(client, taskQueue) },
    secrets: createSecretBox(config.SECRETS_ENCRYPTION_KEYS),
    network: { allowPrivate: true, resolve: systemResolve },
  };
  const worker = await createWebhookWorker({ ...deliveries, connection, namespace: 'default' });
  const workflows = await startDossierWorker({ db, temporalAddress: testStack.temporalAddress, taskQueue });
  const running = worker.run();
  const relay = startOutboxRelay({
    ...{ db, databaseUrl: config.DATABASE_URL, log: pino({ level: 'silent' }), mails: null },
    webhooks: { ...deliveries, client, now: Date.now },
  });
  const count = async () => {
    const { rows } = await sql<{ planned: number }>`
      select count(*)::int as planned from webhook_deliveries where status = 'planned'`.execute(
      queries(db.em.fork()),
    );
    if (rows[0]?.planned !== 0) throw new Error('Deliveries are still planned');
  };
  return {
    settled: async () => await waitFor(count, { everyMs: 25 }),
    stop: async () => {
      await relay.stop();
      worker.shutdown();
      await workflows.stop();
      await running;
      await connection.close();
    },
  };
}
