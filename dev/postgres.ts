import pg from 'pg';
import { lastLines } from './log-file.ts';
import { findPostgres, type PostgresBinaries } from './postgres-binaries.ts';
import { clearStalePostmaster, ensureDataFolder, knownPostgresProblem } from './postgres-data.ts';
import { portSettings, portTaken } from './ports.ts';
import { Problem } from './problem.ts';
import type { Child, Supervisor } from './processes.ts';
import { waitFor } from './wait-for.ts';

/** A Postgres that answers. */
export interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** How the local Postgres runs. */
export interface PostgresOptions {
  readonly supervisor: Supervisor;
  readonly dataDir: string;
  readonly port: number;
  /** `throwaway` gives up safety against a crash for speed: tests only. */
  readonly mode: 'durable' | 'throwaway';
}

const databaseName = 'dossier';

const commonSettings = [
  'listen_addresses=127.0.0.1',
  // The default, /tmp, leaves a lock file there and clashes with a system Postgres.
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
];

const settingsOf = {
  durable: ['max_connections=100'],
  throwaway: [
    'max_connections=200',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_wal_size=2GB',
  ],
};

/** Uses the database of `DATABASE_URL` as it is. Throws a {@link Problem} when it does not answer. */
export async function useExistingPostgres(url: string): Promise<Postgres> {
  try {
    await ping(url);
  } catch (error) {
    const reason = (error as Error).message || String(error);
    throw new Problem(
      `La base de DATABASE_URL ne répond pas (${reason}) : démarrez-la, ou enlevez DATABASE_URL pour le Postgres embarqué.`,
      `The database of DATABASE_URL does not answer (${reason}): start it, or unset DATABASE_URL for the embedded Postgres.`,
    );
  }
  return { url, stop: () => Promise.resolve() };
}

/** Starts the embedded Postgres on `dataDir` (created on the first start) with an empty database `dossier`. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const binaries = await findPostgres();
  const folder = binaries.dataFolder(options.dataDir);
  const password = ensureDataFolder(binaries, folder, options.mode === 'durable');
  await clearStalePostmaster(folder);

  const base = `postgresql://postgres:${password}@127.0.0.1:${options.port}`;
  await waitFor(() => startOnce(options, binaries, folder, `${base}/postgres`), {
    // After a kill -9 the orphaned backends hold the shared memory for a moment: Postgres refuses to start meanwhile.
    limitMs: 5000,
    everyMs: 500,
    retryIf: (error) => error instanceof StillInUse,
  });
  await createDatabase(`${base}/postgres`);
  return { url: `${base}/${databaseName}`, stop: () => options.supervisor.stop('postgres') };
}

class StillInUse extends Error {}

async function startOnce(
  { supervisor, port, mode }: PostgresOptions,
  { postgres, account }: PostgresBinaries,
  folder: string,
  url: string,
): Promise<void> {
  const settings = [...commonSettings, ...settingsOf[mode]].flatMap((setting) => ['-c', setting]);
  const child = supervisor.start({
    name: 'postgres',
    command: postgres,
    args: ['-D', folder, '-p', String(port), ...settings],
    env: { ...process.env, LC_ALL: 'C' },
    cwd: account ? '/' : folder,
    uid: account?.uid,
    gid: account?.gid,
    mark: folder,
    // "Fast" shutdown: open sessions are closed, everything is written.
    stopSignal: 'SIGINT',
    stopLimitMs: 20_000,
  });
  try {
    // A cluster that was killed replays its log first.
    await child.readyWhen(() => ping(url), 60_000);
  } catch (error) {
    await supervisor.stop('postgres');
    throw explainStart(child, port) ?? error;
  }
}

function explainStart(child: Child, port: number): Error | undefined {
  const log = lastLines(child.logPath, 30);
  if (/pre-existing shared memory block/i.test(log)) return new StillInUse(log);
  if (/could not (bind|create any TCP)/i.test(log)) return portTaken(portSettings.postgres, port);
  return knownPostgresProblem(log);
}

async function ping(url: string): Promise<void> {
  await withClient(url, (client) => client.query('select 1'));
}

async function createDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(databaseName)}`);
  });
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // An error between queries would otherwise end the process; the next query tells it anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
