import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Siret } from '../../domain/identity/siret.ts';
import { queries as queriesOf } from '../database.ts';

/** A training organisation to create. */
export interface NewOrganisation {
  siret: Siret;
  name: string;
  contactEmail: string | null;
}

/** Creates a training organisation, once for each SIRET: one that is there already stays as it is, and `created` is false. */
export async function createOrganisation(
  em: EntityManager,
  { siret, name, contactEmail }: NewOrganisation,
): Promise<{ id: string; created: boolean }> {
  const queries = queriesOf(em);
  const inserted = await sql<{ id: string }>`
    insert into organisations (id, siret, name, contact_email) values (${randomUUID()}, ${siret}, ${name}, ${contactEmail})
    on conflict (siret) do nothing returning id`.execute(queries);
  const [row] = inserted.rows;
  if (row !== undefined) return { id: row.id, created: true };
  const known = await sql<{ id: string }>`select id from organisations where siret = ${siret}`.execute(
    queries,
  );
  const [existing] = known.rows;
  if (existing === undefined) throw new Error('An organisation vanished while it was looked up.');
  return { id: existing.id, created: false };
}
