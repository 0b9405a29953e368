import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { randomBytes } from 'node:crypto';
import { migrateDatabase, openDatabase, type Database } from '../db/database.ts';
import { cacheFolder, localFolder, repositoryRoot } from '../dev/local-folder.ts';
import { type Mailbox, startMailbox } from '../dev/mailbox/start-mailbox.ts';
import { startPostgres } from '../dev/postgres.ts';
import { type Child, Supervisor } from '../dev/processes.ts';
import { resolveTemporalBinary } from '../dev/temporal-binary.ts';
import { startTemporalServer } from '../dev/temporal-server.ts';
import { testSecrets } from '../test/support/secrets.ts';

/** What a bench runs on: one Postgres, one Temporal server, the product's processes and the floor's. */
export interface BenchStack {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly baseUrl: string;
  readonly env: NodeJS.ProcessEnv;
  readonly productWorker: Child;
  readonly floorWorker: Child;
  readonly floorQueue: string;
  /** Starts one more process of the bench and waits until it listens. */
  startServer(name: string, script: string, args: readonly string[], url: string): Promise<Child>;
  stop(): Promise<void>;
}

const floorQueue = 'bench-floor';
const logLevel = 'warn';

/**
 * Starts everything on free ports, with Postgres as durable as in production; the Temporal server keeps its data in a file. The
 * product's processes get the settings that a bench needs.
 */
export async function startBenchStack(
  say: (line: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<BenchStack> {
  const folder = join(localFolder, `bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const supervisor = new Supervisor({
    logFolder: join(folder, 'logs'),
    recordFile: join(folder, 'children.json'),
  });
  const stop = async (): Promise<void> => {
    await supervisor.stopAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return await start({ supervisor, folder, say, settings, stopAll: stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start({
  supervisor,
  folder,
  say,
  settings,
  stopAll,
}: {
  supervisor: Supervisor;
  folder: string;
  say: (line: string) => void;
  settings: Readonly<Record<string, string>>;
  stopAll: () => Promise<void>;
}): Promise<BenchStack> {
  say('Starting Postgres, Temporal, the product and the floor…');
  const postgres = await startPostgres({
    supervisor,
    dataDir: join(folder, 'postgres'),
    port: await getPort(),
    mode: 'durable',
  });
  const binary = await resolveTemporalBinary({ env: process.env, cache: cacheFolder(), say });
  const dbFile = join(folder, 'temporal.db');
  const temporal = await startTemporalServer({ supervisor, binary, port: await getPort(), dbFile });
  const port = await getPort();
  // The product tells people by mail while it is measured, as it does in production.
  const mailbox = await startMailbox({ requestsPerSecond: 1000 });
  const env = {
    ...environment(postgres.url, temporal.address, port, await getPort()),
    ...mailEnvironment(mailbox),
    ...settings,
  };
  const db = await openDatabase({ url: postgres.url, poolSize: 4 });
  await migrateDatabase(db);

  const spawn = (name: string, script: string, args: readonly string[] = []): Child => {
    const path = join(repositoryRoot, script);
    return supervisor.start({
      name,
      command: process.execPath,
      args: [path, ...args],
      env,
      cwd: repositoryRoot,
      mark: path,
    });
  };
  const productWorker = spawn('worker', 'worker/main.ts');
  const floorWorker = spawn('floor', 'bench/floor/worker.ts', [temporal.address, floorQueue]);
  const startServer = async (
    name: string,
    script: string,
    args: readonly string[],
    url: string,
  ): Promise<Child> => {
    const child = spawn(name, script, args);
    await child.readyWhen(() => answers(url), 60_000);
    return child;
  };
  const baseUrl = `http://127.0.0.1:${port}`;
  await startServer('api', 'api/server.ts', [], `${baseUrl}/readyz`);
  await productWorker.readyWhen(() => answers(`http://127.0.0.1:${env['WORKER_PORT']}/readyz`), 60_000);
  const stop = async (): Promise<void> => {
    await db.close(true);
    await stopAll();
    await mailbox.close();
  };
  return {
    ...{ db, databaseUrl: postgres.url, temporalAddress: temporal.address, baseUrl, env },
    ...{ productWorker, floorWorker, floorQueue, startServer, stop },
  };
}

function environment(
  databaseUrl: string,
  temporalAddress: string,
  port: number,
  workerPort: number,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    WORKER_PORT: String(workerPort),
    ...testSecrets(),
    LOG_LEVEL: logLevel,
    // A lifecycle enters and ends a training: its session begins, and ends, today.
    POLICY_VERSION: '2026-01-from-today',
  };
}

function mailEnvironment({ url, apiKey }: Mailbox): NodeJS.ProcessEnv {
  return {
    RESEND_API_KEY: apiKey,
    RESEND_BASE_URL: url,
    RESEND_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString('base64')}`,
    MAIL_FROM: 'bench@localhost.example',
  };
}

async function answers(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
}
