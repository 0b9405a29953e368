import { type NativeConnection, Worker } from '@temporalio/worker';
import type { NoticeDependencies } from '../activities/notices/dependencies.ts';
import { createNoticeActivities } from '../activities/notices/notice-activities.ts';
import { noticeTaskQueue } from '../workflows/notices/contract.ts';

/** What the worker of mails is made of. */
export interface MailWorkerParts extends NoticeDependencies {
  connection: NativeConnection;
  namespace: string;
  /** The dossiers' task queue; mails have one beside it. */
  taskQueue: string;
}

const mailsAtOnce = 8;

/**
 * Makes the worker of the mails that could not leave at once; the caller runs it and shuts it down. It runs activities alone: their
 * workflows run with the dossiers', in one thread.
 */
export async function createMailWorker(parts: MailWorkerParts): Promise<Worker> {
  const { connection, namespace, taskQueue, ...dependencies } = parts;
  return await Worker.create({
    connection,
    namespace,
    taskQueue: noticeTaskQueue(taskQueue),
    activities: createNoticeActivities(dependencies),
    // After an outage thousands are tried again: they wait on the server, not in the activities.
    maxTaskQueueActivitiesPerSecond: dependencies.perSecond,
    maxConcurrentActivityTaskExecutions: mailsAtOnce,
    shutdownGraceTime: '20 seconds',
    shutdownForceTime: '25 seconds',
  });
}
