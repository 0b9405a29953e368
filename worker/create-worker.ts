import { fileURLToPath } from 'node:url';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { createStripe, type StripeSettings } from '../activities/payments/stripe-client.ts';
import type { Database } from '../db/database.ts';
import type { PolicyVersion } from '../domain/policy/policy.ts';

/** What a worker is made of. */
export interface WorkerParts {
  db: Database;
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  /** The policy under which dossiers are sent now. */
  policyVersion: PolicyVersion;
  /** Null while no payment service is configured. */
  stripe: StripeSettings | null;
  /** The address that people's browsers use. */
  publicUrl: string;
  /** A bundle made beforehand; without one the workflows are bundled at start, which takes seconds. */
  workflowBundle?: WorkerOptions['workflowBundle'];
  /** Workflows kept in memory, so that their next message needs no replay. */
  maxCachedWorkflows?: number;
}

/** Where the bundler finds the workflows. */
export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

// Longer than the longest attempt of an activity may reasonably take, shorter than what a container is given to stop.
const gracePeriod = '20 seconds';
const forcePeriod = '25 seconds';

// Recording makes a task wait for the database. Few at once end sooner each than many that share one thread (docs/bench.md).
const tasksAtOnce = 8;

/** Makes the worker of the dossiers; the caller runs it and shuts it down. */
export async function createDossierWorker(parts: WorkerParts): Promise<Worker> {
  const {
    db,
    policyVersion,
    publicUrl,
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    maxCachedWorkflows,
  } = parts;
  const stripe = parts.stripe === null ? null : createStripe(parts.stripe);
  return await Worker.create({
    connection,
    namespace,
    taskQueue,
    ...(workflowBundle === undefined ? { workflowsPath } : { workflowBundle }),
    activities: createActivities({ db, policyVersion, stripe, publicUrl }),
    maxConcurrentWorkflowTaskExecutions: tasksAtOnce,
    shutdownGraceTime: gracePeriod,
    shutdownForceTime: forcePeriod,
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
  });
}
