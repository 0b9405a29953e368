import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Nir } from '../../domain/identity/nir.ts';
import type { Language } from '../../domain/language.ts';
import type { Siret } from '../../domain/identity/siret.ts';
import { queries as queriesOf } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds a trainee by NIR, through its keyed hash; null when there is none. */
export async function findTraineeByNir(em: EntityManager, vault: NirVault, nir: Nir): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from trainees where nir_index = any(${vault.indexesOf(nir)})`.execute(queriesOf(em));
  return rows[0]?.id ?? null;
}

/** Tells whether a trainee has this id; a text that is no id has none. */
export async function traineeExists(em: EntityManager, id: string): Promise<boolean> {
  if (!uuid.test(id)) return false;
  const { rows } = await sql`select id from trainees where id = ${id}`.execute(queriesOf(em));
  return rows.length > 0;
}

/** Finds an organisation by SIRET; null when there is none. */
export async function findOrganisationBySiret(
  em: EntityManager,
  siret: Siret,
): Promise<{ id: string; name: string; language: Language } | null> {
  const { rows } = await sql<{ id: string; name: string; language: Language }>`
    select id, name, language from organisations where siret = ${siret}`.execute(queriesOf(em));
  return rows[0] ?? null;
}
