import { NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { readConfig, temporalConnectionOptions } from '../config.ts';
import { migrateDatabase, openDatabase } from '../db/database.ts';
import { activityDependencies } from './activity-dependencies.ts';
import { createDossierWorker } from './create-worker.ts';
import { serveHealth } from './health.ts';
import { temporalLogger } from './logger.ts';
import { connectWithPatience } from './patience.ts';

const config = readConfig(process.env);
const log = pino({ name: 'worker', level: config.LOG_LEVEL });
Runtime.install({ logger: temporalLogger(log), shutdownSignals: ['SIGINT', 'SIGTERM'] });

const db = await openDatabase({ url: config.DATABASE_URL, poolSize: config.DATABASE_POOL_SIZE });
await connectWithPatience('Postgres', log, () => migrateDatabase(db));
const connection = await connectWithPatience('Temporal', log, () =>
  NativeConnection.connect(temporalConnectionOptions(config)),
);
const bundle = config.WORKFLOW_BUNDLE_FILE;
const worker = await createDossierWorker({
  dependencies: activityDependencies(db, config),
  connection,
  namespace: config.TEMPORAL_NAMESPACE,
  taskQueue: config.TEMPORAL_TASK_QUEUE,
  ...(bundle === undefined ? {} : { workflowBundle: { codePath: bundle } }),
});
const health = await serveHealth(config.WORKER_PORT, config.HOST, () => {
  const state = worker.getState();
  return { alive: state !== 'FAILED', ready: state === 'RUNNING' };
});
log.info({ taskQueue: config.TEMPORAL_TASK_QUEUE }, 'worker running');
try {
  await worker.run();
} finally {
  health.close();
  await connection.close();
  await db.close();
  log.info('worker stopped');
}
