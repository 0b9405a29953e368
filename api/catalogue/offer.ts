import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';

/** Who offers a training, and under which title. */
export interface Offer {
  organisationId: string;
  title: string;
}

/** Reads who offers a training; null when there is no such training. */
export async function offerOf(em: EntityManager, trainingId: string): Promise<Offer | null> {
  const { rows } = await sql<Offer>`
    select organisation_id as "organisationId", title from trainings where id = ${trainingId}`.execute(
    queries(em),
  );
  return rows[0] ?? null;
}
