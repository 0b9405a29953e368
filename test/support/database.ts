import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type Database, migrateDatabase, openDatabase } from '../../db/database.ts';
import { testStack } from './stack.ts';

/** A database of one test file's own, with every migration applied. */
export interface TestDatabase {
  readonly db: Database;
  /** Its address, for a process or a second pool that needs it. */
  readonly url: string;
  /** Closes `db` and removes the database, whatever is still connected to it. */
  drop(): Promise<void>;
}

/**
 * Creates an empty database with a random name on the server of `npm test` and migrates it: what one test file writes, no
 * other sees. Call it in `beforeAll` and its `drop()` in `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = withDatabase(testStack.databaseUrl, name);
  const db = await openDatabase({ url, poolSize: 20 });
  await migrateDatabase(db);
  const drop = async (): Promise<void> => {
    await db.close(true);
    await onServer(`drop database if exists ${name} with (force)`);
  };
  return { db, url, drop };
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: testStack.databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
