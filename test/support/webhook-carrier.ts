import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { sql } from 'kysely';
import { systemResolve } from '../../activities/webhooks/safe-target.ts';
import { queries } from '../../db/database.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { createWebhookWorker, ensureWebhookCourier } from '../../worker/create-webhook-worker.ts';
import type { TestApi } from './api.ts';
import { testStack } from './stack.ts';

/** The product's own worker of webhooks beside a test's API. */
export interface CarriedWebhooks {
  /** Waits until nothing is planned any more. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Delivers what an API plans, to receivers on this machine too. */
export async function carryWebhooks({ db, config, taskQueue }: TestApi): Promise<CarriedWebhooks> {
  const connection = await NativeConnection.connect({ address: testStack.temporalAddress });
  const worker = await createWebhookWorker({
    ...{ db, connection, namespace: 'default', taskQueue },
    secrets: createSecretBox(config.SECRETS_ENCRYPTION_KEYS),
    network: { allowPrivate: true, resolve: systemResolve },
    workflowBundle: { codePath: testStack.workflowBundle },
  });
  const running = worker.run();
  await ensureWebhookCourier(new Client({ connection }), taskQueue);
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
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
