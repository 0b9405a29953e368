import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from '@temporalio/client';
import { type Logger, pino } from 'pino';
import type { Mailer } from '../../activities/mail/mail.ts';
import { createApp } from '../../api/app.ts';
import type { Clock } from '../../api/deps.ts';
import type { StripeSettings } from '../../activities/payments/stripe-client.ts';
import { LiveUpdates } from '../../api/live/live-updates.ts';
import { openTemporal } from '../../api/temporal.ts';
import { type Config, readConfig } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { createNirVault, type NirVault } from '../../db/nir-vault.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { testSecrets } from './secrets.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { testStack } from './stack.ts';
import { startDossierWorker } from './worker.ts';
import { activityDependencies } from '../../worker/activity-dependencies.ts';

/** The API on a port of its own, with a database of its own; `stop()` belongs in `afterAll`. */
export interface TestApi {
  readonly baseUrl: string;
  readonly db: Database;
  readonly config: Config;
  readonly vault: NirVault;
  readonly taskQueue: string;
  /** The streams that are open. */
  readonly live: LiveUpdates | null;
  stop(): Promise<void>;
}

/** What a test may want different. */
export interface TestApiOptions {
  /** Starts the product's worker as well; without one, no dossier answers. */
  worker?: boolean;
  clock?: Clock;
  logger?: Logger;
  /** Where the worker finds payments. */
  stripe?: StripeSettings;
  /** Another database than one of its own. */
  database?: TestDatabase;
  /** Where the worker's mails go; nowhere unless given. */
  mailer?: Mailer;
  /** Another Temporal than the test's; whoever gives it closes it. */
  temporal?: Client;
  /** Another task queue than one of its own: that of a worker which runs already. */
  taskQueue?: string;
  /** Another address than that of the test's Temporal. */
  temporalAddress?: string;
  /** Settings that depend on where the API answers. */
  envAt?: (baseUrl: string) => Promise<Record<string, string>>;
  env?: Record<string, string>;
  /** Another API whose database and secrets this one shares: a second process of the same service. */
  beside?: TestApi;
}

/** Starts the API. */
export async function startApi(options: TestApiOptions = {}): Promise<TestApi> {
  const temporalAddress = options.temporalAddress ?? testStack.temporalAddress;
  const database =
    options.beside === undefined
      ? (options.database ?? (await createTestDatabase()))
      : shared(options.beside);
  const { db } = database;
  const taskQueue = options.taskQueue ?? `api-${randomUUID()}`;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const config =
    options.beside?.config ??
    testConfig({
      ...(await options.envAt?.(baseUrl)),
      ...options.env,
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_TASK_QUEUE: taskQueue,
    });
  const logger = options.logger ?? pino({ level: 'silent' });
  const temporal = options.temporal ?? openTemporal(config);
  const live = new LiveUpdates({ db, databaseUrl: database.url, logger });
  const app = createApp({
    db,
    temporal,
    config,
    clock: options.clock ?? { now: () => Date.now() },
    logger,
    live,
  });
  server.on('request', app);
  const { mailer } = options;
  const accounts = { ...activityDependencies(db, config), ...(mailer === undefined ? {} : { mailer }) };
  const worker =
    options.worker === true
      ? await startWorker({
          db,
          temporalAddress,
          taskQueue,
          policyVersion: config.POLICY_VERSION,
          stripe: options.stripe ?? null,
          accounts,
        })
      : null;

  const stop = async (): Promise<void> => {
    await live.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await worker?.stop();
    if (options.temporal === undefined) await temporal.connection.close();
    if (options.database === undefined) await database.drop();
  };
  const vault = createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY });
  return { baseUrl, db, config, vault, taskQueue, live, stop };
}

function shared({ db, config }: TestApi): TestDatabase {
  return { db, url: config.DATABASE_URL, drop: () => Promise.resolve() };
}

function testConfig(env: Record<string, string>): Config {
  return readConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://127.0.0.1',
    ...testSecrets(),
    ...env,
  });
}

async function startWorker(parts: Parameters<typeof startDossierWorker>[0]) {
  quietRuntime();
  return await startDossierWorker(parts);
}
