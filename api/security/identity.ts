import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';

/** What a person is shown of their own account. */
export interface Identity {
  id: string;
  /** « Jeanne Exemple »; the birth name alone when no other was given. */
  name: string;
  firstName: string | null;
  birthName: string;
  email: string;
  phone: string | null;
}

/** Reads who a trainee is; null when the account is gone. */
export async function identityOf(em: EntityManager, traineeId: string): Promise<Identity | null> {
  const { rows } = await sql<Identity>`
    select id, concat_ws(' ', first_name, birth_name) as name, first_name as "firstName", birth_name as "birthName", email, phone
    from trainees where id = ${traineeId}`.execute(queries(em));
  return rows[0] ?? null;
}
