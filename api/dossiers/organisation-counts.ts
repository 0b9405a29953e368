import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { DossierState } from '../../domain/dossier/states.ts';

/** Counts the dossiers sent to an organisation in each state; a state without any is absent. */
export async function countsByState(
  em: EntityManager,
  organisationId: string,
): Promise<Map<DossierState, number>> {
  const { rows } = await sql<{ state: DossierState; count: number }>`
    select state, count(*)::integer as count from dossiers
    where organisation_id = ${organisationId} and sent_at is not null group by state`.execute(queries(em));
  return new Map(rows.map(({ state, count }) => [state, count]));
}
