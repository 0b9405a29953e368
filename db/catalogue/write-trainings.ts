import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Siret } from '../../domain/identity/siret.ts';
import type { Queries } from '../database.ts';
import type { CatalogueTraining } from './read-training.ts';
import type { KeyedTraining } from './training-key.ts';

/** What became of the rows of a batch. */
export interface WriteCounts {
  inserted: number;
  updated: number;
  unchanged: number;
}

type Content = Exclude<keyof CatalogueTraining, 'siret' | 'organisationName'>;

/** Where each part of a training is kept. */
const contentColumns: Readonly<Record<Content, { name: string; type: string }>> = {
  title: { name: 'title', type: 'text' },
  certification: { name: 'certification', type: 'text' },
  rncpCode: { name: 'rncp_code', type: 'text' },
  inventoryCode: { name: 'inventory_code', type: 'text' },
  certifinfoCode: { name: 'certifinfo_code', type: 'text' },
  exitLevel: { name: 'exit_level', type: 'text' },
  subject: { name: 'subject', type: 'text' },
  highlights: { name: 'highlights', type: 'text' },
  departmentCode: { name: 'department_code', type: 'text' },
  departmentName: { name: 'department_name', type: 'text' },
  regionCode: { name: 'region_code', type: 'text' },
  regionName: { name: 'region_name', type: 'text' },
  hoursMin: { name: 'hours_min', type: 'float8' },
  hoursMax: { name: 'hours_max', type: 'float8' },
  hoursMean: { name: 'hours_mean', type: 'float8' },
  priceMinCents: { name: 'price_min_cents', type: 'integer' },
  priceMaxCents: { name: 'price_max_cents', type: 'integer' },
  priceMeanCents: { name: 'price_mean_cents', type: 'integer' },
};
const contents = Object.entries(contentColumns) as [Content, { name: string; type: string }][];
const columnNames = [
  'id',
  'organisation_id',
  'catalogue_key',
  'row_hash',
  ...contents.map(([, { name }]) => name),
];
const columns = sql.join(columnNames.map((name) => sql.ref(name)));
const updates = sql.join(
  columnNames
    .filter((name) => name !== 'id' && name !== 'catalogue_key')
    .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
);

/** Writes a batch in one statement. A row that is the same as at the last import is neither written nor locked. */
export async function writeTrainings(
  queries: Queries,
  batch: readonly KeyedTraining[],
  organisationIds: ReadonlyMap<Siret, string>,
): Promise<WriteCounts> {
  const arrays = sql.join([
    sql`${batch.map(() => randomUUID())}::uuid[]`,
    sql`${batch.map(({ training }) => organisationIds.get(training.siret))}::uuid[]`,
    sql`${batch.map(({ key }) => key)}::text[]`,
    sql`${batch.map(({ rowHash }) => rowHash)}::text[]`,
    ...contents.map(([content, { type }]) => {
      return sql`${batch.map(({ training }) => training[content])}::${sql.raw(`${type}[]`)}`;
    }),
  ]);
  const { rows } = await sql<{ inserted: boolean }>`
    insert into trainings (${columns})
    select ${columns} from unnest(${arrays}) as given (${columns})
    where not exists (
      select from trainings known where known.catalogue_key = given.catalogue_key and known.row_hash = given.row_hash
    )
    on conflict (catalogue_key) do update set ${updates}, updated_at = now()
    where trainings.row_hash is distinct from excluded.row_hash
    returning xmax = 0 as inserted`.execute(queries);
  const inserted = rows.filter((row) => row.inserted).length;
  return { inserted, updated: rows.length - inserted, unchanged: batch.length - rows.length };
}
