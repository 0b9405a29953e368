import { NativeConnection, Runtime } from '@temporalio/worker';
import { Client } from '@temporalio/client';
import { pino } from 'pino';
import { createResendMailer } from '../activities/mail/resend-mailer.ts';
import { systemResolve } from '../activities/webhooks/safe-target.ts';
import { mailSettings, readConfig, temporalConnectionOptions } from '../config.ts';
import { migrateDatabase, openDatabase } from '../db/database.ts';
import { createUnsubscribeTokens } from '../db/notices/unsubscribe-tokens.ts';
import { activityDependencies } from './activity-dependencies.ts';
import { createMailWorker, ensureCourier } from './create-mail-worker.ts';
import { createWebhookWorker, ensureWebhookCourier } from './create-webhook-worker.ts';
import { createDossierWorker } from './create-worker.ts';
import { serveHealth } from './health.ts';
import { temporalLogger } from './logger.ts';
import { connectWithPatience } from './patience.ts';
import { runTogether } from './run-together.ts';
import { keepSchedules } from './schedules.ts';

const config = readConfig(process.env);
const log = pino({ name: 'worker', level: config.LOG_LEVEL });
Runtime.install({ logger: temporalLogger(log), shutdownSignals: ['SIGINT', 'SIGTERM'] });

const db = await openDatabase({ url: config.DATABASE_URL, poolSize: config.DATABASE_POOL_SIZE });
await connectWithPatience('Postgres', log, () => migrateDatabase(db));
const connection = await connectWithPatience('Temporal', log, () =>
  NativeConnection.connect(temporalConnectionOptions(config)),
);
const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
await connectWithPatience('Temporal', log, () => keepSchedules(client, config));
const bundle = config.WORKFLOW_BUNDLE_FILE;
const dependencies = activityDependencies(db, config);
const parts = {
  db,
  connection,
  namespace: config.TEMPORAL_NAMESPACE,
  taskQueue: config.TEMPORAL_TASK_QUEUE,
  ...(bundle === undefined ? {} : { workflowBundle: { codePath: bundle } }),
};
const mail = mailSettings(config);
const network = { allowPrivate: config.WEBHOOKS_ALLOW_PRIVATE, resolve: systemResolve };
const workers = [
  await createDossierWorker({ ...parts, dependencies }),
  await createWebhookWorker({ ...parts, secrets: dependencies.secrets, network }),
];
await ensureWebhookCourier(client, parts.taskQueue);
if (mail !== null) {
  const mailer = createResendMailer(mail);
  workers.push(
    await createMailWorker({
      ...parts,
      db,
      mailer,
      baseUrl: config.PUBLIC_URL,
      unsubscribe: createUnsubscribeTokens(config.SECRETS_ENCRYPTION_KEYS),
      perSecond: config.MAIL_PER_SECOND,
    }),
  );
  await ensureCourier(client, parts.taskQueue);
} else {
  log.warn('no mail service is configured: nobody is told of anything');
}
const health = await serveHealth(config.WORKER_PORT, config.HOST, () => {
  const states = workers.map((worker) => worker.getState());
  return { alive: !states.includes('FAILED'), ready: states.every((state) => state === 'RUNNING') };
});
log.info({ taskQueue: config.TEMPORAL_TASK_QUEUE }, 'worker running');
try {
  await runTogether(workers);
} finally {
  health.close();
  await connection.close();
  await db.close();
  log.info('worker stopped');
}
