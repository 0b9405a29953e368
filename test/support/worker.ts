import type { Worker } from '@temporalio/worker';
import { NativeConnection } from '@temporalio/worker';
import { createStripe, type StripeSettings } from '../../activities/payments/stripe-client.ts';
import { randomBytes } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { createCodeHash } from '../../db/accounts/code-hash.ts';
import { createDocumentVault } from '../../db/documents/document-vault.ts';
import { createNirVault } from '../../db/nir-vault.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';
import { createDossierWorker, type WorkerParts } from '../../worker/create-worker.ts';
import { testStack } from './stack.ts';

/** A worker that runs within the test. */
export interface RunningWorker {
  readonly worker: Worker;
  /** Lets what runs finish, and closes the worker's connection. */
  stop(): Promise<void>;
}

/** Starts the product's own worker on a test's database and task queue. */
export async function startDossierWorker(parts: {
  db: Database;
  temporalAddress: string;
  taskQueue: string;
  maxCachedWorkflows?: number;
  tasksAtOnce?: number;
  /** See `WorkerParts`. */
  buildId?: string;
  /** Other workflow code than today's. */
  workflowBundle?: WorkerParts['workflowBundle'];
  policyVersion?: PolicyVersion;
  /** Where payments go; without it there is no payment service. */
  stripe?: StripeSettings | null;
  /** Keys and mails; without them nobody is written to. */
  accounts?: Accounts;
}): Promise<RunningWorker> {
  const { temporalAddress, db, policyVersion = '2026-01', stripe, accounts = noAccounts(), ...rest } = parts;
  const connection = await NativeConnection.connect({ address: temporalAddress });
  const worker = await createDossierWorker({
    workflowBundle: { codePath: testStack.workflowBundle },
    ...rest,
    dependencies: { db, policyVersion, stripe: stripe == null ? null : createStripe(stripe), ...accounts },
    connection,
    namespace: 'default',
  });
  const running = worker.run();
  const stop = async (): Promise<void> => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
    await connection.close();
  };
  return { worker, stop };
}

type Accounts = Omit<WorkerParts['dependencies'], 'db' | 'policyVersion' | 'stripe'>;

function noAccounts(): Accounts {
  const key = () => randomBytes(32).toString('base64');
  return {
    secrets: createSecretBox([['test', key()]]),
    vault: createNirVault({ keys: [['test', key()]], indexKey: key() }),
    documents: createDocumentVault([['test', key()]]),
    codeHash: createCodeHash(key()),
    mailer: null,
    publicUrl: 'http://127.0.0.1',
  };
}
