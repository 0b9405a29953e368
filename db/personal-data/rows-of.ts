import type { EntityManager } from '@mikro-orm/postgresql';
import type { sql } from 'kysely';
import { queries } from '../database.ts';
import type { ExportedRow } from './exported.ts';

/** Runs a query whose one column, `row`, is the object that is given to its person. */
export async function rowsOf(em: EntityManager, query: ReturnType<typeof sql>): Promise<ExportedRow[]> {
  const { rows } = await (query as ReturnType<typeof sql<{ row: ExportedRow }>>).execute(queries(em));
  return rows.map(({ row }) => row);
}
