import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { sql } from 'kysely';
import { openCatalogueFile } from '../../db/catalogue/catalogue-file.ts';
import { type BadRow, importCatalogue } from '../../db/catalogue/import-catalogue.ts';
import { queries } from '../../db/database.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** Gives a test file a database of its own, emptied of its catalogue before each test, and what it needs to import into it. */
export function catalogueWorld() {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await database.drop();
  });
  beforeEach(async () => {
    await sql`truncate trainings, organisations cascade`.execute(queries(database.db.em.fork()));
  });

  /** Imports the content of a file and gives its counts, with « first-last: reason » for each bad row. */
  async function importText(content: string | Buffer, batchSize = 2) {
    const path = join(folder, 'catalogue');
    await writeFile(path, content);
    const bad: string[] = [];
    const onBadRow = ({ first, last, reason }: BadRow) =>
      bad.push(`${first === last ? first : `${first}-${last}`}: ${reason}`);
    const file = await openCatalogueFile(path);
    const counts = await importCatalogue(database.db.em.fork(), file.rows, { onBadRow, batchSize });
    expect(file.bytesRead()).toBe(file.totalBytes);
    return { ...counts, bad };
  }

  /** Columns of all trainings and their organisations, as SQL names them. */
  async function stored(columns = 'title') {
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.raw(columns)} from trainings join organisations on organisations.id = organisation_id
      order by title, catalogue_key`.execute(queries(database.db.em.fork()));
    return rows;
  }

  return { importText, stored };
}
