import { randomInt, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import getPort from 'get-port';
import { type Database, migrateDatabase, openDatabase, queries } from '../../db/database.ts';
import { cacheFolder } from '../../dev/local-folder.ts';
import { startPostgres } from '../../dev/postgres.ts';
import { Supervisor } from '../../dev/processes.ts';
import { resolveTemporalBinary } from '../../dev/temporal-binary.ts';
import { startTemporalServer } from '../../dev/temporal-server.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';
import { aCast, type ApiCast, fromToday, sessionToday } from '../support/api-dossiers.ts';
import { accountOf, expectLedgerToBalance, expectProjectionToMatch } from '../support/consistency.ts';
import { howMany } from '../support/how-many.ts';
import { untilAnswered } from '../support/persistent-client.ts';
import { apiOfProduct } from '../support/product-api.ts';
import { Product, type ProductProcess } from '../support/product.ts';
import { testStack } from '../support/stack.ts';

// Only stops what hangs.
jest.setTimeout(5_400_000);

const faults = howMany({ short: 24, long: 120, variable: 'CHAOS_FAULTS' });
const lifecycles = howMany({ short: 12, long: 300, variable: 'CHAOS_LIFECYCLES' });
const atOnce = 4;
const maxBetweenMs = 700;
const maxPauseMs = 3_000;
const messagesOfALife = 6;

/** A part of the running product that a fault strikes. */
interface Part {
  /** Ends it at once, as a crash would, and starts it again. */
  kill(): Promise<void>;
  /** The processes that stand still when it does. */
  pids(): Promise<number[]>;
}

// Of the whole run: what is left by a test that was ended is stopped and deleted with it.
const folder = join(dirname(testStack.workflowBundle), 'faults');
mkdirSync(folder, { recursive: true });
const supervisor = new Supervisor({
  logFolder: join(folder, 'logs'),
  recordFile: join(folder, 'children.json'),
});
let databaseUrl: string;
let temporalAddress: string;
let product: Product;
let api: ProductProcess;
let parts: Record<'postgres' | 'temporal' | 'worker' | 'api', Part>;

/** A server of this file's own, since others need theirs; its data outlive it. */
async function startServer(name: string, start: () => Promise<unknown>): Promise<Part['kill']> {
  await start();
  return async () => {
    process.kill(supervisor.pidOf(name), 'SIGKILL');
    await supervisor.stop(name);
    await start();
  };
}

async function startPostgresPart(): Promise<Part> {
  const options = { supervisor, dataDir: join(folder, 'postgres'), port: await getPort() };
  const start = async () =>
    void ({ url: databaseUrl } = await startPostgres({ ...options, mode: 'durable' }));
  const kill = await startServer('postgres', start);
  return { kill, pids: async () => [supervisor.pidOf('postgres'), ...(await withDatabase(backends))] };
}

async function startTemporalPart(): Promise<Part> {
  const say = () => undefined;
  const binary = await resolveTemporalBinary({ env: process.env, cache: cacheFolder(), say });
  const options = { supervisor, binary, port: await getPort(), dbFile: join(folder, 'temporal.db') };
  const start = async () => void ({ address: temporalAddress } = await startTemporalServer(options));
  const kill = await startServer('temporal', start);
  return { kill, pids: () => Promise.resolve([supervisor.pidOf('temporal')]) };
}

/** Each of Postgres' processes is a session of its own: none stops with another. */
async function backends(db: Database): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where pid <> pg_backend_pid()`.execute(queries(db.em.fork()));
  return rows.map(({ pid }) => pid);
}

function productPart(start: () => Promise<ProductProcess>, first: ProductProcess): Part {
  let running = first;
  const kill = async () => {
    await running.kill();
    running = await start();
  };
  return { kill, pids: () => Promise.resolve([running.pid]) };
}

async function withDatabase<T>(use: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url: databaseUrl, poolSize: 2 });
  try {
    return await use(db);
  } finally {
    await db.close(true);
  }
}

beforeAll(async () => {
  const [postgres, temporal] = await Promise.all([startPostgresPart(), startTemporalPart()]);
  await withDatabase(migrateDatabase);
  product = new Product(databaseUrl, { POLICY_VERSION: fromToday, TEMPORAL_ADDRESS: temporalAddress });
  const worker = await product.startWorker();
  api = await product.startApi();
  const port = Number(new URL(api.url).port);
  parts = {
    postgres,
    temporal,
    worker: productPart(() => product.startWorker(), worker),
    api: productPart(() => product.startApi(port), api),
  };
});
afterAll(async () => {
  await product.stop();
  await supervisor.stopAll();
});

/** One whole life over HTTP; every message is sent again under the same key until it is answered. */
async function live(cast: ApiCast): Promise<string> {
  const { asTrainee, asOrganisation, trainingId, sessionId } = cast;
  const today = parisDay(instant(Date.now()));
  const draft = await untilAnswered(asTrainee, '/api/dossiers', { trainingId, sessionId }, randomUUID());
  expect(draft.status).toBe(201);
  const { number } = draft.json;
  const consent = {
    rightsConsent: true,
    rightsCents: 100,
    remainderCents: 0,
    termsVersion: currentTermsVersion,
  };
  const steps = [
    [asTrainee, `/api/dossiers/${number}/submission`, {}],
    [asOrganisation, `/api/organisation/dossiers/${number}/reply`, { decision: 'accept' }],
    [asTrainee, `/api/dossiers/${number}/validation`, consent],
    [asOrganisation, `/api/organisation/dossiers/${number}/entry`, { enteredOn: today }],
    [asOrganisation, `/api/organisation/dossiers/${number}/end`, { endedOn: today }],
  ] as const;
  for (const [client, path, body] of steps) {
    const { status, text } = await untilAnswered(client, path, body, randomUUID());
    expect({ path, status, text: status === 200 ? '' : text }).toEqual({ path, status: 200, text: '' });
  }
  return number;
}

async function pause(part: Part): Promise<void> {
  const pids = await part.pids();
  const signal = (name: NodeJS.Signals) => {
    for (const pid of pids) process.kill(pid, name);
  };
  signal('SIGSTOP');
  await sleep(randomInt(maxPauseMs));
  signal('SIGCONT');
}

/** Strikes each part in turn, now with a kill, now with a pause. */
async function strike(): Promise<void> {
  const all = Object.values(parts);
  for (let count = 0; count < faults; count += 1) {
    await sleep(randomInt(maxBetweenMs));
    const part = all[count % all.length];
    if (part === undefined) throw new Error('There is nothing to strike');
    if (Math.floor(count / all.length) % 2 === 0) await part.kill();
    else await pause(part);
  }
}

test(`${faults} kills and pauses of Postgres, Temporal, worker and API lose no accepted message and repeat none`, async () => {
  const casts = await withDatabase((db) => {
    const stand = apiOfProduct(product, { db }, api.url);
    const settings = { balanceCents: 1_000_000, priceCents: 100, ...sessionToday() };
    return Promise.all(Array.from({ length: atOnce }, () => aCast(stand, settings)));
  });
  let striking = true;
  let begun = 0;
  const struck = strike().finally(() => (striking = false));
  const lives = casts.map(async (cast) => {
    const numbers: string[] = [];
    for (; striking || begun < lifecycles; begun += 1) numbers.push(await live(cast));
    return numbers;
  });
  const numbers = await Promise.all(lives);
  await struck;

  await withDatabase(async (db) => {
    // What was recorded by a worker that died, and told by the row alone, the backstop tells the workflow within a minute or two.
    const isWhole = () => expectProjectionToMatch(db, numbers.flat(), temporalAddress);
    await waitFor(isWhole, { limitMs: 600_000, everyMs: 1_000 });
    await expectLedgerToBalance(db);
    const { rows } = await sql<{ lines: number }>`
      select distinct count(*)::integer as lines from dossier_events group by number`.execute(
      queries(db.em.fork()),
    );
    expect(rows).toEqual([{ lines: messagesOfALife }]);
    for (const [index, { trainee }] of casts.entries()) {
      const spent = (numbers[index]?.length ?? 0) * 100;
      expect(await accountOf(db, trainee.id)).toEqual({ available: 1_000_000 - spent, reserved: 0 });
    }
  });
});
