import { Context } from '@temporalio/activity';
import { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { type ActivityDependencies, createActivities } from '../activities/index.ts';
import { deploymentOf } from './deployment.ts';
import { runningDossiers } from './running-dossiers.ts';
import { createSignalDossier } from './signal-dossier.ts';

/** What a worker is made of. */
export interface WorkerParts {
  /** What the activities work with, but for what they ask of Temporal itself. */
  dependencies: Omit<ActivityDependencies, 'signalDossier' | 'runningDossiers' | 'heartbeat'>;
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  /** Which build of the program this is; without one there is only one. */
  buildId?: string | undefined;
  /** Workflows kept in memory, so that their next message needs no replay. */
  maxCachedWorkflows?: number;
  /** Workflow tasks at once. */
  tasksAtOnce?: number;
}

// Longer than the longest attempt of an activity may reasonably take, shorter than what a container is given to stop.
const gracePeriod = '20 seconds';
const forcePeriod = '25 seconds';

// Recording makes a task wait for the database. Few at once end sooner each than many that share one thread (docs/bench.md).
const usualTasksAtOnce = 8;

/** Makes the worker of the dossiers; the caller runs it and shuts it down. */
export async function createDossierWorker(parts: WorkerParts): Promise<Worker> {
  const { dependencies, connection, namespace, taskQueue, workflowBundle, maxCachedWorkflows } = parts;
  const client = new Client({ connection, namespace });
  const ofTemporal = {
    signalDossier: createSignalDossier(client, taskQueue),
    runningDossiers: () => runningDossiers(client, taskQueue),
    heartbeat: () => Context.current().heartbeat(),
  };
  return await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    activities: createActivities({ ...dependencies, ...ofTemporal }),
    ...deploymentOf(taskQueue, parts.buildId),
    maxConcurrentWorkflowTaskExecutions: parts.tasksAtOnce ?? usualTasksAtOnce,
    shutdownGraceTime: gracePeriod,
    shutdownForceTime: forcePeriod,
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
  });
}
