import { sql } from 'kysely';
import { type Database, queries } from '../../db/database.ts';

/** The tables in which a text stands, in clear or as bytes. */
export async function tablesWith(db: Database, canary: string): Promise<string[]> {
  const q = queries(db.em.fork());
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(q);
  const bytes = Buffer.from(canary, 'utf8').toString('hex');
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`
      select 1 from ${sql.table(name)} t
      where position(lower(${canary}) in lower(to_jsonb(t)::text)) > 0 or position(${bytes} in to_jsonb(t)::text) > 0
      limit 1`.execute(q);
    if (rows.length > 0) found.push(name);
  }
  return found.sort();
}
