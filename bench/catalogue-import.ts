/**
 * `node bench/catalogue-import.ts [rows] [csv|json]`: imports an invented catalogue twice into an empty database on the server
 * of `TEST_DATABASE_URL`, and prints rows per second and the largest memory of this process.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalogueFile } from '../db/catalogue/catalogue-file.ts';
import { importCatalogue } from '../db/catalogue/import-catalogue.ts';
import { writeCatalogueFile } from '../test/support/catalogue-file.ts';
import { createTestDatabase } from '../test/support/database.ts';

const rows = Number(process.argv[2] ?? 200_000);
const format = process.argv[3] === 'json' ? 'json' : 'csv';

const folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
const path = join(folder, `catalogue.${format}`);
await writeCatalogueFile(path, { rows, format, badEvery: 1_000 });
console.log(`${rows} rows of ${format}, ${Math.round((await stat(path)).size / 1e6)} MB`);
const database = await createTestDatabase();
try {
  for (const run of ['first', 'second']) {
    const begin = performance.now();
    const file = await openCatalogueFile(path);
    const counts = await importCatalogue(database.db.em.fork(), file.rows);
    const seconds = (performance.now() - begin) / 1000;
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(
      `${run}: ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s, peak ${peak} MB`,
      counts,
    );
  }
} finally {
  await database.drop();
  await rm(folder, { recursive: true });
}
