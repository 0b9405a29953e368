import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { sql } from 'kysely';
import { readConfig } from '../../config.ts';
import { queries } from '../../db/database.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { connectDossiers, type DossierSource } from '../../worker/admin/dossier-source.ts';
import { AdminProblem } from '../../worker/admin/problem.ts';
import { dossierWorkflowId, dossierWorkflowType, openedUpdate } from '../../workflows/dossier/contract.ts';
import { adminConsole } from '../support/admin-console.ts';
import { testSecrets } from '../support/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createCast, grantNumber } from '../support/people.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { testStack } from '../support/stack.ts';
import { type RunningWorker, startDossierWorker } from '../support/worker.ts';

const taskQueue = `admin-${randomUUID()}`;

let database: TestDatabase;
let worker: RunningWorker;
let connection: Connection;
let settings: Record<string, string>;
const numbers: DossierNumber[] = [];

beforeAll(async () => {
  quietRuntime();
  database = await createTestDatabase();
  const { temporalAddress } = testStack;
  worker = await startDossierWorker({ db: database.db, temporalAddress, taskQueue });
  connection = await Connection.connect({ address: temporalAddress });
  settings = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporalAddress,
    PUBLIC_URL: 'http://localhost:3000',
    ...testSecrets(),
    NODE_ENV: 'test',
  };
  numbers.push(await openDossier(), await openDossier());
});
afterAll(async () => {
  await worker.stop();
  await connection.close();
  await database.drop();
});

async function openDossier(): Promise<DossierNumber> {
  const cast = await createCast(database.db);
  const number = await grantNumber(database.db, cast.traineeId);
  const request = { ...cast, number, policyVersion: '2026-01', createdAt: instant(Date.now()) };
  const client = new Client({ connection });
  await client.workflow.executeUpdateWithStart(openedUpdate, {
    startWorkflowOperation: new WithStartWorkflowOperation(dossierWorkflowType, {
      workflowId: dossierWorkflowId(number),
      taskQueue,
      args: [{ request }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
  return number;
}

async function projected(): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from dossiers where state = 'draft' and version = (snapshot->>'version')::integer`.execute(
    queries(database.db.em.fork()),
  );
  return rows.map(({ number }) => number).sort();
}

async function loseProjection(): Promise<void> {
  await sql`update dossiers set state = 'validated', snapshot = snapshot || '{"state": "validated"}'`.execute(
    queries(database.db.em.fork()),
  );
  await sql`delete from dossiers where number = ${numbers[0]}`.execute(queries(database.db.em.fork()));
  expect(await projected()).toEqual([]);
}

/** A console that sees the dossiers of this file alone: the server is shared with other tests. */
function consoleOf(overrides: Partial<DossierSource> = {}) {
  return adminConsole({
    env: settings,
    folder: '.',
    connectDossiers: async (config) => ({
      ...(await connectDossiers(config)),
      all: async function* () {
        yield* numbers.map(dossierWorkflowId);
        await Promise.resolve();
      },
      ...overrides,
    }),
  });
}

describe('projection rebuild', () => {
  test('of one dossier makes the projection say what its workflow says, once', async () => {
    await loseProjection();
    const admin = consoleOf();
    const [number = ''] = numbers;
    expect(await admin.run('projection', 'rebuild', '--number', number)).toBe(0);
    expect(await projected()).toEqual([number]);
    expect(await admin.run('projection', 'rebuild', '--number', number)).toBe(0);
    expect(admin.printed).toEqual([
      'Dossiers refaits : 1 ; déjà justes : 0 ; sans contenu encore : 0.',
      'Dossiers refaits : 0 ; déjà justes : 1 ; sans contenu encore : 0.',
    ]);
    expect(admin.errors).toEqual([]);
  });

  test('of all dossiers rebuilds each', async () => {
    await loseProjection();
    const admin = consoleOf();
    expect(await admin.run('projection', 'rebuild', '--all')).toBe(0);
    expect(admin.printed).toEqual(['Dossiers refaits : 2 ; déjà justes : 0 ; sans contenu encore : 0.']);
    expect(await projected()).toEqual([...numbers].sort());
  });

  test('finds the dossiers in Temporal, open ones included, each once', async () => {
    const source = await connectDossiers(readConfig(settings));
    const wanted = numbers.map(dossierWorkflowId).sort();
    const deadline = Date.now() + 10_000;
    let found: string[] = [];
    // Temporal lists what it was told a moment ago.
    while (found.length < wanted.length && Date.now() < deadline) {
      found = [];
      for await (const id of source.all()) if (wanted.includes(id)) found.push(id);
    }
    await source.close();
    expect(found.sort()).toEqual(wanted);
  });

  test('of a dossier that Temporal does not know says so', async () => {
    const admin = consoleOf();
    expect(await admin.run('projection', 'rebuild', '--number', '4000000000')).toBe(1);
    expect(admin.errors).toEqual(['Temporal ne connaît pas de dossier n° 4000000000.']);
    expect(await admin.run('projection', 'rebuild', '--number', '12')).toBe(1);
    expect(admin.errors[1]).toContain('10 chiffres');
  });

  test('goes on after a dossier that fails, names it, and fails in the end', async () => {
    const [failing = ''] = numbers.map(dossierWorkflowId);
    const admin = consoleOf({
      read: (workflowId) =>
        workflowId === failing ? Promise.reject(new Error('rejoué autrement')) : Promise.resolve(null),
    });
    expect(await admin.run('projection', 'rebuild', '--all')).toBe(1);
    expect(admin.printed).toEqual(['Dossiers refaits : 0 ; déjà justes : 0 ; sans contenu encore : 1.']);
    expect(admin.errors).toEqual([
      `${failing} : Erreur inattendue : rejoué autrement`,
      expect.stringContaining('1 (voir ci-dessus)'),
    ]);
  });

  test('stops at once when no worker answers, and when Temporal does not', async () => {
    const admin = consoleOf({ read: () => Promise.reject(new AdminProblem('Aucun worker ne répond.')) });
    expect(await admin.run('projection', 'rebuild', '--all')).toBe(1);
    expect(admin.errors).toEqual(['Aucun worker ne répond.']);
    const away = adminConsole({
      env: { ...settings, TEMPORAL_ADDRESS: '127.0.0.1:1' },
      folder: '.',
      connectDossiers: (config) => connectDossiers(config, '1 second'),
    });
    expect(await away.run('projection', 'rebuild', '--all')).toBe(1);
    expect(away.errors).toEqual([expect.stringContaining('Temporal ne répond pas à l’adresse 127.0.0.1:1')]);
  });
});
