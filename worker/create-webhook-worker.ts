import { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { WebhookDependencies } from '../activities/webhooks/dependencies.ts';
import { createWebhookActivities } from '../activities/webhooks/webhook-activities.ts';
import { parseDossierNumber } from '../domain/dossier/number.ts';
import { organisationMailId, organisationMailType } from '../workflows/organisation-mail/contract.ts';
import {
  deliveryPlannedSignal,
  webhookCourierId,
  webhookCourierType,
  webhookStreamId,
  webhookStreamType,
  webhookTaskQueue,
} from '../workflows/webhooks/contract.ts';
import { workflowsPath } from './create-worker.ts';
import { dossierOf, orNoWorkflow } from './dossier-view.ts';
import { heartbeats } from './heartbeats.ts';
import { signalStream } from './signal-stream.ts';

/** What the worker of webhooks is made of. */
export interface WebhookWorkerParts extends Pick<WebhookDependencies, 'db' | 'secrets' | 'network'> {
  connection: NativeConnection;
  namespace: string;
  /** The dossiers' task queue; webhooks have their own beside it. */
  taskQueue: string;
  workflowBundle?: WorkerOptions['workflowBundle'];
}

// Deliveries wait for other people's machines: many at once cost little, and a hanging endpoint holds four at most.
const activitiesAtOnce = 200;

/** Makes the worker that delivers webhooks; the caller runs it and shuts it down. */
export async function createWebhookWorker(parts: WebhookWorkerParts): Promise<Worker> {
  const { connection, namespace, taskQueue, workflowBundle } = parts;
  const isStopping = (): boolean => worker.getState() !== 'RUNNING';
  const worker: Worker = await Worker.create({
    connection,
    namespace,
    taskQueue: webhookTaskQueue(taskQueue),
    ...(workflowBundle === undefined ? { workflowsPath } : { workflowBundle }),
    activities: createWebhookActivities({ ...webhookDependencies(parts), isStopping }),
    interceptors: { activity: [heartbeats] },
    maxConcurrentActivityTaskExecutions: activitiesAtOnce,
    shutdownGraceTime: '15 seconds',
    shutdownForceTime: '20 seconds',
  });
  return worker;
}

/** What the activities of webhooks do with Temporal itself. */
export function webhookDependencies(parts: WebhookWorkerParts): Omit<WebhookDependencies, 'isStopping'> {
  const { db, secrets, network, connection, namespace, taskQueue } = parts;
  const client = new Client({ connection, namespace });
  return {
    db,
    secrets,
    network,
    versionOf: async (number) => (await dossierOf(client, number, db))?.version ?? null,
    startStream: (stream) =>
      signalStream(client, webhookStreamType, {
        workflowId: webhookStreamId(stream),
        taskQueue: webhookTaskQueue(taskQueue),
        args: [stream],
        signal: deliveryPlannedSignal,
      }),
    sendMail: async (mail) => {
      await client.workflow.start(organisationMailType, {
        workflowId: organisationMailId(mail),
        taskQueue,
        args: [mail],
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
    },
  };
}

/** Sees to it that the one courier of this deployment runs. */
export async function ensureWebhookCourier(client: Client, taskQueue: string): Promise<void> {
  await client.workflow.start(webhookCourierType, {
    workflowId: webhookCourierId(taskQueue),
    taskQueue: webhookTaskQueue(taskQueue),
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}

async function versionOf(client: Client, number: string): Promise<number> {
  return (await dossierOf(client, parseDossierNumber(number)))?.version ?? 0;
}
