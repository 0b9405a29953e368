import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';

/** Where a trainee reads mails; null when the account, or its address, is gone. */
export async function emailOf(em: EntityManager, traineeId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`
    select email from trainees where id = ${traineeId} and email not like '%@erased.invalid'`.execute(
    queries(em),
  );
  return rows[0]?.email ?? null;
}
