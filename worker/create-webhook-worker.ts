import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { type NativeConnection, Worker } from '@temporalio/worker';
import type { WebhookDependencies } from '../activities/webhooks/dependencies.ts';
import { createWebhookActivities } from '../activities/webhooks/webhook-activities.ts';
import { organisationMailId, organisationMailType } from '../workflows/organisation-mail/contract.ts';
import { webhookTaskQueue } from '../workflows/webhooks/contract.ts';

/** What the worker of webhooks is made of. */
export interface WebhookWorkerParts extends WebhookDependencies {
  connection: NativeConnection;
  namespace: string;
  /** The dossiers' task queue; webhooks have their own beside it. */
  taskQueue: string;
}

// Deliveries wait for other people's machines: many at once cost little, and a hanging endpoint holds four at most.
const activitiesAtOnce = 200;

/** Makes the worker of the webhooks that did not get through at once, activities alone; the caller runs it and shuts it down. */
export async function createWebhookWorker(parts: WebhookWorkerParts): Promise<Worker> {
  const { connection, namespace, taskQueue, ...dependencies } = parts;
  return await Worker.create({
    connection,
    namespace,
    taskQueue: webhookTaskQueue(taskQueue),
    activities: createWebhookActivities(dependencies),
    maxConcurrentActivityTaskExecutions: activitiesAtOnce,
    shutdownGraceTime: '15 seconds',
    shutdownForceTime: '20 seconds',
  });
}

/** Has an organisation's administrators told by a workflow of its own, once for each occasion. */
export function sendOrganisationMail(client: Client, taskQueue: string): WebhookDependencies['sendMail'] {
  return async (mail) => {
    try {
      await client.workflow.start(organisationMailType, {
        workflowId: organisationMailId(mail),
        taskQueue,
        args: [mail],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      });
    } catch (error) {
      // They were told.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };
}
