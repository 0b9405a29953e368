import { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Mailer } from '../activities/mail/mail.ts';
import { createNoticeActivities } from '../activities/notices/notice-activities.ts';
import type { Database } from '../db/database.ts';
import type { WaitingStream } from '../db/notices/hand-out.ts';
import type { UnsubscribeTokens } from '../db/notices/unsubscribe-tokens.ts';
import type { DossierNumber } from '../domain/dossier/number.ts';
import { searchAttributes } from '../workflows/dossier/search-attributes.ts';
import * as contract from '../workflows/notices/contract.ts';
import { workflowsPath } from './create-worker.ts';
import { dossierOf, orNoWorkflow } from './dossier-view.ts';
import { heartbeats } from './heartbeats.ts';
import { signalStream } from './signal-stream.ts';

/** What the worker of mails is made of. */
export interface MailWorkerParts {
  db: Database;
  connection: NativeConnection;
  namespace: string;
  /** The dossiers' task queue; mails have one beside it. */
  taskQueue: string;
  mailer: Mailer;
  /** The service's public address, for links. */
  baseUrl: string;
  /** For the links that switch optional mails off. */
  unsubscribe: UnsubscribeTokens;
  /** Mails in a second at most, by all workers together. */
  perSecond: number;
  workflowBundle?: WorkerOptions['workflowBundle'];
}

const mailsAtOnce = 8;

/** Makes the worker that tells people by mail; the caller runs it, and starts the courier once. */
export async function createMailWorker(parts: MailWorkerParts): Promise<Worker> {
  const { db, connection, namespace, taskQueue, mailer, unsubscribe, perSecond, workflowBundle } = parts;
  const client = new Client({ connection, namespace });
  // Known only once the worker is made, and asked only once it runs.
  let made: Worker | null = null;
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: contract.noticeTaskQueue(taskQueue),
    ...(workflowBundle === undefined ? { workflowsPath } : { workflowBundle }),
    activities: createNoticeActivities({
      db,
      mailer,
      unsubscribe,
      perSecond,
      baseUrl: parts.baseUrl.replace(/\/$/, ''),
      readDossier: (number) => dossierOf(client, number, db),
      startStream: (stream) => startStream(client, taskQueue, stream),
      isStopping: () => made !== null && made.getState() !== 'RUNNING',
    }),
    interceptors: { activity: [heartbeats] },
    maxTaskQueueActivitiesPerSecond: perSecond,
    maxConcurrentActivityTaskExecutions: mailsAtOnce,
    shutdownGraceTime: '20 seconds',
    shutdownForceTime: '25 seconds',
  });
  made = worker;
  return worker;
}

/** Starts the courier of this deployment, unless it runs already. */
export async function ensureCourier(client: Client, taskQueue: string): Promise<void> {
  await client.workflow.start(contract.courierWorkflowType, {
    workflowId: contract.courierWorkflowId(taskQueue),
    taskQueue: contract.noticeTaskQueue(taskQueue),
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: 'Notifications: finds what people must hear of',
  });
}

/** Starts the workflow of a stream, or tells the running one that another notice waits. */
export async function startStream(
  client: Client,
  taskQueue: string,
  { stream, dossierNumber }: WaitingStream,
): Promise<void> {
  await signalStream(client, contract.streamWorkflowType, {
    workflowId: contract.streamWorkflowId(stream),
    taskQueue: contract.noticeTaskQueue(taskQueue),
    args: [stream],
    signal: contract.noticePlannedSignal,
    ...(dossierNumber === null
      ? {}
      : { typedSearchAttributes: [{ key: searchAttributes.number, value: dossierNumber }] }),
  });
}
