import { join } from 'node:path';
import { cacheFolder, localFiles, repositoryRoot } from './local-folder.ts';
import { paymentsEnvironment } from './payments/environment.ts';
import { mailboxEnvironment } from './mailbox/environment.ts';
import { claimPort, portSettings } from './ports.ts';
import { startPostgres, useExistingPostgres, type Postgres } from './postgres.ts';
import type { Child, Supervisor } from './processes.ts';
import { migrateDatabase, openDatabase } from '../db/database.ts';
import { stackEnvironment } from './stack-environment.ts';
import { resolveTemporalBinary } from './temporal-binary.ts';
import { startTemporalServer, useExistingTemporal, type TemporalServer } from './temporal-server.ts';

/** Where the running stack answers. */
export interface Stack {
  readonly baseUrl: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUi: string | undefined;
  /** The local Stripe; null when payments go to Stripe. */
  readonly payments: string | null;
  /** The local identity provider; undefined when FranceConnect+ itself is configured. */
  readonly identity: string | undefined;
  /** The local mailbox; null when mails go to Resend. */
  readonly mailbox: string | null;
  /** What the worker and the API were told. */
  readonly env: NodeJS.ProcessEnv;
}

/** How to start the stack. */
export interface StackOptions {
  readonly supervisor: Supervisor;
  readonly say: (line: string) => void;
  /** The programs of the worker and the API, from the root of the repository. */
  readonly workerScript?: string;
  readonly apiScript?: string;
}

/** Starts Postgres and Temporal together, then the worker and the API, and waits until the API is ready. */
export async function startStack(options: StackOptions): Promise<Stack> {
  // Asked first: a taken port must be said at once, not after half a start.
  const port = await claimPort(portSettings.web);
  const paymentsPort = process.env.STRIPE_SECRET_KEY ? null : await claimPort(portSettings.payments);
  const identityPort = process.env.FRANCECONNECT_ISSUER ? undefined : await claimPort(portSettings.identity);
  const mailboxPort = process.env.RESEND_API_KEY ? null : await claimPort(portSettings.mailbox);
  const [postgres, temporal] = await both(postgresOfStack(options), temporalOfStack(options));

  const baseUrl = `http://localhost:${port}`;
  const payments = paymentsPort === null ? null : `http://localhost:${paymentsPort}`;
  const mailbox = mailboxPort === null ? null : `http://127.0.0.1:${mailboxPort}`;
  const env = stackEnvironment({
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    temporalUi: temporal.ui,
    port,
    payments,
    identityPort,
    mailbox,
  });
  // Before both, so that neither meets a table that is not there yet.
  await migrate(postgres.url);
  if (paymentsPort !== null) {
    const started = startScript(
      options,
      'payments',
      'dev/payments/main.ts',
      paymentsEnvironment(env, paymentsPort),
    );
    await started.readyWhen(() => checkReady(`http://127.0.0.1:${paymentsPort}/payments.css`), 20_000);
  }
  if (mailboxPort !== null && mailbox !== null) {
    const started = startScript(
      options,
      'mailbox',
      'dev/mailbox/main.ts',
      mailboxEnvironment(env, mailboxPort),
    );
    await started.readyWhen(() => checkReady(`${mailbox}/api/weather`), 20_000);
  }
  startScript(options, 'worker', options.workerScript ?? 'worker/main.ts', env);
  if (identityPort !== undefined) {
    const identityEnv = { ...env, IDENTITY_PORT: String(identityPort) };
    startScript(options, 'identity', 'dev/identity/main.ts', identityEnv);
  }
  const api = startScript(options, 'api', options.apiScript ?? 'api/server.ts', env);
  await api.readyWhen(() => checkReady(`http://127.0.0.1:${port}/readyz`), 60_000);
  return {
    baseUrl,
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    temporalUi: temporal.ui,
    payments,
    identity: identityPort === undefined ? undefined : `http://127.0.0.1:${identityPort}`,
    mailbox,
    env,
  };
}

async function migrate(url: string): Promise<void> {
  const db = await openDatabase({ url, poolSize: 2 });
  try {
    await migrateDatabase(db);
  } finally {
    await db.close();
  }
}

async function postgresOfStack({ supervisor, say }: StackOptions): Promise<Postgres> {
  const existing = process.env.DATABASE_URL;
  if (existing) return useExistingPostgres(existing);
  const port = await claimPort(portSettings.postgres);
  const postgres = await startPostgres({ supervisor, dataDir: localFiles.postgres, port, mode: 'durable' });
  say('Postgres : prêt / ready');
  return postgres;
}

async function temporalOfStack({ supervisor, say }: StackOptions): Promise<TemporalServer> {
  const existing = process.env.TEMPORAL_ADDRESS;
  if (existing) return useExistingTemporal(existing, process.env.TEMPORAL_NAMESPACE);
  const port = await claimPort(portSettings.temporal);
  const uiPort = await claimPort(portSettings.temporalUi);
  const binary = await resolveTemporalBinary({ env: process.env, cache: cacheFolder(), say });
  const temporal = await startTemporalServer({
    supervisor,
    binary,
    port,
    uiPort,
    dbFile: localFiles.temporal,
  });
  say('Temporal : prêt / ready');
  return temporal;
}

/** Waits for both even when one fails, so that no start goes on behind a shutdown. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

function startScript(
  { supervisor }: StackOptions,
  name: string,
  script: string,
  env: NodeJS.ProcessEnv,
): Child {
  const path = join(repositoryRoot, script);
  return supervisor.start({
    name,
    command: process.execPath,
    args: [path],
    env,
    cwd: repositoryRoot,
    mark: path,
  });
}

async function checkReady(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
  if (!response.ok) throw new Error(`GET ${new URL(url).pathname}: ${response.status}`);
}
