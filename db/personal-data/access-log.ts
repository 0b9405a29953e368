import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';

/** Who reads: a person by id, an operator by name, or a part of the system. */
export type DataReader =
  `trainee:${string}` | `organisation:${string}` | `operator:${string}` | `system:${string}`;

/** A reading to be noted: by whom, about whom (null: about many), what, and what for. Nothing of what is read. */
export interface DataAccess {
  by: DataReader;
  traineeId: string | null;
  data: 'nir' | 'export' | 'proof';
  purpose: string;
}

/** Notes an access to personal data, in the transaction that reads it when there is one. */
export async function noteDataAccess(em: EntityManager, access: DataAccess): Promise<void> {
  const { by, traineeId, data, purpose } = access;
  await sql`
    insert into personal_data_accesses (by, trainee_id, data, purpose)
    values (${by}, ${traineeId}, ${data}, ${purpose})`.execute(queries(em));
}
