import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Search } from './search-request.ts';
import { trainingColumns, trainingJoins, type TrainingRow } from './training-row.ts';

/** Matches that are ranked at most: what half of the catalogue contains says nothing about order anyway. */
const mostRanked = 2_000;
/** Share of the typed letters, three by three, that a title must have; below the default, for short words. */
const likeness = 0.5;

type Words = Search & { words: string };

/** Trainings whose title, certification or subject contain all words; best first, one more than a page. */
export async function byWords(em: EntityManager, search: Words, offset: number): Promise<TrainingRow[]> {
  const { rows } = await sql<TrainingRow>`
    with wanted as (select websearch_to_tsquery('french', unaccented(${search.words})) as query),
    found as materialized (
      select training.id, training.search from trainings training, wanted
      where training.search @@ wanted.query ${inDepartment(search)} limit ${mostRanked}
    ),
    best as (
      select found.id, ts_rank(found.search, wanted.query) as rank from found, wanted
      order by rank desc, found.id limit ${search.limit + 1} offset ${offset}
    )
    select ${trainingColumns} from best join trainings training on training.id = best.id ${trainingJoins}
    order by best.rank desc, training.id`.execute(queries(em));
  return rows;
}

/** The same, with titles that look like what was typed after those that contain it. */
export async function byTypos(em: EntityManager, search: Words, offset: number): Promise<TrainingRow[]> {
  return await em.fork().transactional(async (transaction) => {
    const q = queries(transaction);
    // The operator `<%`, which the index serves, takes its threshold from a setting; it lasts for this transaction.
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`.execute(q);
    const { rows } = await sql<TrainingRow>`
      with wanted as materialized (
        select unaccented(${search.words}) as text, websearch_to_tsquery('french', unaccented(${search.words})) as query
      ),
      found as materialized (
        (select training.id, true as exact, training.title from trainings training, wanted
          where training.search @@ wanted.query ${inDepartment(search)} limit ${mostRanked})
        union all
        (select training.id, false, training.title from trainings training, wanted
          where wanted.text <% unaccented(training.title) and not training.search @@ wanted.query
            ${inDepartment(search)} limit ${mostRanked})
      ),
      best as (
        select found.id, found.exact, word_similarity(wanted.text, unaccented(found.title)) as likeness
        from found, wanted
        order by exact desc, likeness desc, found.id limit ${search.limit + 1} offset ${offset}
      )
      select ${trainingColumns} from best join trainings training on training.id = best.id ${trainingJoins}
      order by best.exact desc, best.likeness desc, training.id`.execute(q);
    return rows;
  });
}

/** All trainings in the order of their ids: those with open sessions, or the others. */
export async function withoutWords(
  em: EntityManager,
  search: Search,
  { list, after, wanted }: { list: 'offered' | 'rest'; after: string | null; wanted: number },
): Promise<TrainingRow[]> {
  const offered = sql`exists (select from training_sessions session where session.training_id = training.id
    and session.status = 'open' and session.starts_on >= current_date)`;
  const { rows } = await sql<TrainingRow>`
    select ${trainingColumns} from (
      select * from trainings training
      where ${list === 'offered' ? offered : sql`not ${offered}`} ${inDepartment(search)}
        ${after === null ? sql`` : sql`and training.id > ${after}`}
      order by training.id limit ${wanted}
    ) training ${trainingJoins}
    order by training.id`.execute(queries(em));
  return rows;
}

function inDepartment({ department }: Search): RawBuilder<unknown> {
  return department === undefined ? sql`` : sql`and training.department_code = ${department}`;
}
