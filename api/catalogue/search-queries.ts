import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Search } from './search-request.ts';
import type { SearchWords } from './search-words.ts';
import type { TypedPlace } from './towns.ts';
import { trainingColumns, trainingJoins, type TrainingRow } from './training-row.ts';

/** Matches that are ranked at most, those of titles apart: what half of the catalogue contains says nothing about order anyway. */
const mostRanked = 2_000;
/** Share of the typed letters, three by three, that a title must have; below the default, for short words. */
const likeness = 0.5;
/** What a match counts for in a place or the seller's name, the subject, the certification, the title. */
const weights = sql`'{0.02, 0.2, 0.5, 1}'::real[]`;

type Words = Search & { words: SearchWords };

/** Trainings that contain all words; those whose title or codes do come first. One more than a page. */
export async function byWords(em: EntityManager, search: Words, offset: number): Promise<TrainingRow[]> {
  const { rows } = await sql<TrainingRow>`
    with ${wantedAndFound(search)},
    ${bestOf(sql`select found.*, true as exact from found`, search, offset)}
    ${bestTrainings(search)}`.execute(queries(em));
  return rows;
}

/** The same, with titles that look like what was typed after those that contain it. */
export async function byTypos(em: EntityManager, search: Words, offset: number): Promise<TrainingRow[]> {
  return await em.fork().transactional(async (transaction) => {
    const q = queries(transaction);
    // The operator `<%`, which the index serves, takes its threshold from a setting; it lasts for this transaction.
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`.execute(q);
    const { rows } = await sql<TrainingRow>`
      with ${wantedAndFound(search)},
      alike as materialized (
        select training.id, training.search, training.title, true as in_title from trainings training, wanted
        where wanted.text <% unaccented(training.title) and not training.search @@ wanted.everything
          and ${isThere(search.words)} ${inDepartment(search)} limit ${mostRanked}
      ),
      ${bestOf(
        sql`select found.*, true as exact from found union all select alike.*, false from alike`,
        search,
        offset,
      )}
      ${bestTrainings(search)}`.execute(q);
    return rows;
  });
}

/** What is wanted, and what contains it: matches in titles first, so that a common word's other matches leave none out. */
function wantedAndFound(search: Words): RawBuilder<unknown> {
  const { typed, required, places } = search.words;
  const words = sql`websearch_to_tsquery('french', searchable(${required}))`;
  const there = places.map(placeQuery);
  const [place] = places;
  const title =
    required === '' && place !== undefined
      ? sql`phraseto_tsquery('french', searchable(${place.name}))`
      : words;
  return sql`wanted as materialized (
      select ${sql.join([words, ...there], sql` && `)} as everything, ${title} as title,
        unaccented(${required}) as text, unaccented(${typed}) as typed
    ),
    titled as materialized (
      select training.id, training.search, training.title, true as in_title from trainings training, wanted
      where training.title_search @@ wanted.title and training.search @@ wanted.everything ${inDepartment(search)}
      limit ${mostRanked}
    ),
    found as (
      select * from titled
      union all
      (select training.id, training.search, training.title, false from trainings training, wanted
        where (select count(*) from titled) < ${mostRanked}
          and training.search @@ wanted.everything and not training.title_search @@ wanted.title ${inDepartment(search)}
        limit ${mostRanked})
    )`;
}

function bestOf(found: RawBuilder<unknown>, search: Search, offset: number): RawBuilder<unknown> {
  return sql`best as (
      select id, row_number() over (
        order by exact desc, in_title desc, case when in_title then likeness end desc, rank desc, likeness desc, id) as place
      from (
        select found.*, ts_rank(${weights}, found.search, wanted.everything) as rank,
          word_similarity(wanted.typed, unaccented(found.title)) as likeness
        from (${found}) found, wanted
      ) ranked
      order by place limit ${search.limit + 1} offset ${offset}
    )`;
}

function bestTrainings({ bookable }: Search): RawBuilder<unknown> {
  return sql`select ${trainingColumns} from best join trainings training on training.id = best.id ${trainingJoins(bookable)}
    order by best.place`;
}

/** A place is met by its name, in whatever part, or by its department. */
function placeQuery({ name, departments }: TypedPlace): RawBuilder<unknown> {
  const codes = departments.map((code) => `departement${code}`).join(' or ');
  return sql`(phraseto_tsquery('french', searchable(${name})) || websearch_to_tsquery('french', ${codes}))`;
}

function isThere({ places }: SearchWords): RawBuilder<unknown> {
  if (places.length === 0) return sql`true`;
  return sql`training.search @@ (${sql.join(places.map(placeQuery), sql` && `)})`;
}

/** All trainings in the order of their ids: those with open sessions, or the others. */
export async function withoutWords(
  em: EntityManager,
  search: Search,
  { list, after, wanted }: { list: 'offered' | 'rest'; after: string | null; wanted: number },
): Promise<TrainingRow[]> {
  const offered = sql`exists (select from training_sessions session where session.training_id = training.id
    and ${search.bookable})`;
  const { rows } = await sql<TrainingRow>`
    select ${trainingColumns} from (
      select * from trainings training
      where ${list === 'offered' ? offered : sql`not ${offered}`} ${inDepartment(search)}
        ${after === null ? sql`` : sql`and training.id > ${after}`}
      order by training.id limit ${wanted}
    ) training ${trainingJoins(search.bookable)}
    order by training.id`.execute(queries(em));
  return rows;
}

function inDepartment({ department }: Search): RawBuilder<unknown> {
  return department === undefined ? sql`` : sql`and training.department_code = ${department}`;
}
