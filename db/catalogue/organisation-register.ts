import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Siret } from '../../domain/identity/siret.ts';
import type { Queries } from '../database.ts';
import type { CatalogueTraining } from './read-training.ts';

interface KnownOrganisation {
  id: string;
  siret: Siret;
  name: string;
}

/**
 * The organisations met during one import, by SIRET. The name that a file gives first is the one that counts: one that gives
 * two would otherwise rename the organisation back and forth each time it is imported.
 */
export class OrganisationRegister {
  readonly #ids = new Map<Siret, string>();

  /** Creates those that are missing, renames those that changed, and gives the ids of all. */
  async idsOf(
    queries: Queries,
    trainings: readonly CatalogueTraining[],
  ): Promise<ReadonlyMap<Siret, string>> {
    const names = new Map<Siret, string>();
    for (const { siret, organisationName } of trainings) {
      if (!this.#ids.has(siret) && !names.has(siret)) names.set(siret, organisationName);
    }
    if (names.size > 0) {
      for (const { siret, id } of await store(queries, names)) this.#ids.set(siret, id);
    }
    return this.#ids;
  }
}

async function store(queries: Queries, names: ReadonlyMap<Siret, string>): Promise<KnownOrganisation[]> {
  const known = await find(queries, [...names.keys()]);
  const upToDate = new Set(
    known.filter(({ siret, name }) => names.get(siret) === name).map(({ siret }) => siret),
  );
  // In one order, so that two imports at once do not wait for each other in a circle.
  const toWrite = [...names.keys()].filter((siret) => !upToDate.has(siret)).sort();
  if (toWrite.length === 0) return known;
  await sql`
    insert into organisations (id, siret, name)
    select * from unnest(${toWrite.map(() => randomUUID())}::uuid[], ${toWrite}::text[],
      ${toWrite.map((siret) => names.get(siret))}::text[])
    on conflict (siret) do update set name = excluded.name where organisations.name <> excluded.name`.execute(
    queries,
  );
  return await find(queries, [...names.keys()]);
}

async function find(queries: Queries, sirets: readonly Siret[]): Promise<KnownOrganisation[]> {
  const { rows } = await sql<KnownOrganisation>`
    select id, siret, name from organisations where siret = any(${sirets}::text[])`.execute(queries);
  return rows;
}
