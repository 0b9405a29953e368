import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { Client } from '@temporalio/client';
import { pino } from 'pino';
import { systemResolve } from '../activities/webhooks/safe-target.ts';
import { Slots } from '../activities/webhooks/slots.ts';
import { readConfig, temporalConnectionOptions } from '../config.ts';
import { migrateDatabase, openDatabase } from '../db/database.ts';
import { createUnsubscribeTokens } from '../db/notices/unsubscribe-tokens.ts';
import { activityDependencies } from './activity-dependencies.ts';
import { createMailWorker } from './create-mail-worker.ts';
import { createWebhookWorker, sendOrganisationMail } from './create-webhook-worker.ts';
import { createDossierWorker, type WorkerParts } from './create-worker.ts';
import { currentBuild, makeCurrent } from './deployment.ts';
import { serveHealth } from './health.ts';
import { temporalLogger } from './logger.ts';
import { connectWithPatience } from './patience.ts';
import { startOutboxRelay } from './relay/outbox-relay.ts';
import { runTogether } from './run-together.ts';
import { keepSchedules } from './schedules.ts';

// The SDK takes the stack of every promise that a workflow makes: a third of its thread's time (docs/bench.md). Contexts made from
// here on keep only the innermost frame; this process keeps its own.
setFlagsFromString('--stack-trace-limit=1');

const config = readConfig(process.env);
const log = pino({ name: 'worker', level: config.LOG_LEVEL });
const shutdownSignals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
Runtime.install({ logger: temporalLogger(log), shutdownSignals });

const db = await openDatabase({ url: config.DATABASE_URL, poolSize: config.DATABASE_POOL_SIZE });
await connectWithPatience('Postgres', log, () => migrateDatabase(db));
const connection = await connectWithPatience('Temporal', log, () =>
  NativeConnection.connect(temporalConnectionOptions(config)),
);
const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
await connectWithPatience('Temporal', log, () => keepSchedules(client, config));
const dependencies = activityDependencies(db, config);
const parts = {
  db,
  connection,
  namespace: config.TEMPORAL_NAMESPACE,
  taskQueue: config.TEMPORAL_TASK_QUEUE,
};
const slots = new Slots();
const deliveries = {
  ...{ db, slots, secrets: dependencies.secrets },
  network: { allowPrivate: config.WEBHOOKS_ALLOW_PRIVATE, resolve: systemResolve },
  sendMail: sendOrganisationMail(client, parts.taskQueue),
};
const { mailer } = dependencies;
const notices = mailer && {
  ...{ db, mailer, perSecond: config.MAIL_PER_SECOND },
  baseUrl: config.PUBLIC_URL.replace(/\/$/, ''),
  unsubscribe: createUnsubscribeTokens(config.SECRETS_ENCRYPTION_KEYS),
};
if (notices === null) log.warn('no mail service is configured: nobody is told of anything');
const workers = [
  await createDossierWorker({
    ...{ ...parts, dependencies, buildId: config.BUILD_ID },
    workflowBundle: await workflowBundle(config.WORKFLOW_BUNDLE_FILE),
  }),
  await createWebhookWorker({ ...parts, ...deliveries }),
  ...(notices === null ? [] : [await createMailWorker({ ...parts, ...notices })]),
];
const relay = startOutboxRelay({
  ...{ db, log, databaseUrl: config.DATABASE_URL },
  mails: notices && { ...notices, client, taskQueue: parts.taskQueue },
  webhooks: { ...deliveries, client, taskQueue: parts.taskQueue, now: Date.now },
});
// At once, beside the workers: what it is sending ends within the time that they take.
for (const signal of shutdownSignals) process.once(signal, () => void relay.stop());
const health = await serveHealth(config.WORKER_PORT, config.HOST, () => {
  const states = workers.map((worker) => worker.getState());
  return { alive: !states.includes('FAILED'), ready: states.every((state) => state === 'RUNNING') };
});
log.info({ taskQueue: config.TEMPORAL_TASK_QUEUE }, 'worker running');
try {
  const running = runTogether(workers);
  await Promise.race([running, takeTasks()]);
  await running;
} finally {
  health.close();
  await relay.stop();
  await connection.close();
  await db.close();
  log.info('worker stopped');
}

/** The workflows' code. The bundler takes a hundred megabytes and keeps them: without a file it runs in a process of its own. */
async function workflowBundle(codePath: string | undefined): Promise<WorkerParts['workflowBundle']> {
  if (codePath !== undefined) return { codePath };
  const script = fileURLToPath(new URL('./bundle.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 64 * 1024 * 1024 });
  return { code: stdout };
}

/** The very first build makes itself current, or nobody would take a task; the ones after it are made so by whoever rolls them out. */
async function takeTasks(): Promise<void> {
  const { BUILD_ID: build, TEMPORAL_TASK_QUEUE: taskQueue } = config;
  if (build === undefined) return;
  await connectWithPatience('Temporal', log, async () => {
    if ((await currentBuild(client, taskQueue)) === null) await makeCurrent(client, taskQueue, build);
  });
}
