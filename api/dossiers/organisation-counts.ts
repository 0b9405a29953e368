import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { type DossierState, dossierStates } from '../../domain/dossier/states.ts';

/** Beyond this many the count says « plus de » : what is counted is then the same for any number of dossiers. */
export const mostCounted = 999;

/** How many there are; `isMore` when there are more than that. */
export interface BoundedCount {
  count: number;
  isMore: boolean;
}

/** Counts the dossiers sent to an organisation in each state; a state without any is absent. */
export async function countsByState(
  em: EntityManager,
  organisationId: string,
): Promise<Map<DossierState, BoundedCount>> {
  // In the order of the index that holds each state apart: any other way to find them would read them all.
  const { rows } = await sql<{ state: DossierState; count: number }>`
    select wanted.state, counted.count from unnest(${[...dossierStates]}::text[]) as wanted (state)
    cross join lateral (
      select count(*)::integer as count from (
        select from dossiers where organisation_id = ${organisationId} and sent_at is not null
          and dossiers.state = wanted.state order by deadline_at, number limit ${mostCounted + 1}) bounded
    ) counted
    where counted.count > 0`.execute(queries(em));
  return new Map(
    rows.map(({ state, count }) => [
      state,
      { count: Math.min(count, mostCounted), isMore: count > mostCounted },
    ]),
  );
}
