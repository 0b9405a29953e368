import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Nir } from '../../domain/identity/nir.ts';
import { queries } from '../database.ts';
import type { NirVault, SealedNir } from '../nir-vault.ts';
import { rotationBatch, type RotationCounts } from '../sealing/rotate.ts';

interface IndexedRow extends SealedNir {
  id: string;
}

const uniqueViolation = '23505';

/** How many numbers are not known to be indexed under today's key. */
export async function countOldIndexes(em: EntityManager, vault: NirVault): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from trainees
    where nir_index_key_id is distinct from ${vault.indexKeyId} and closed_at is null`.execute(queries(em));
  return Number(rows[0]?.count ?? 0);
}

/**
 * Computes the index of every number under today's key, some at a time. Logins go on: whoever looks a number up asks for it
 * under all keys. An interrupted run is taken up by the next.
 */
export async function rotateIndex(
  em: EntityManager,
  vault: NirVault,
  onBatch: (done: number) => void = () => undefined,
): Promise<RotationCounts> {
  const counts: RotationCounts = { rotated: 0, unreadable: [] };
  let after: string | null = null;
  for (;;) {
    const rows: IndexedRow[] = await oldRows(em, vault, after);
    for (const row of rows) await reindex(em, vault, row, counts);
    onBatch(rows.length);
    after = rows.at(-1)?.id ?? null;
    if (after === null) return counts;
  }
}

async function oldRows(em: EntityManager, vault: NirVault, after: string | null): Promise<IndexedRow[]> {
  const { rows } = await sql<IndexedRow>`
    select id, nir_ciphertext as ciphertext, nir_key_id as "keyId" from trainees
    where nir_index_key_id is distinct from ${vault.indexKeyId} and closed_at is null
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${rotationBatch}`.execute(queries(em));
  return rows;
}

async function reindex(
  em: EntityManager,
  vault: NirVault,
  row: IndexedRow,
  counts: RotationCounts,
): Promise<void> {
  const nir = openOrNull(vault, row);
  if (nir === null) {
    counts.unreadable.push(row.id);
    return;
  }
  try {
    await sql`
      update trainees set nir_index = ${vault.indexOf(nir)}, nir_index_key_id = ${vault.indexKeyId}
      where id = ${row.id} and closed_at is null`.execute(queries(em));
    counts.rotated += 1;
  } catch (error) {
    // Two accounts of one number: a person must decide, the others need not wait for it.
    if ((error as { code?: unknown }).code !== uniqueViolation) throw error;
    counts.unreadable.push(row.id);
  }
}

function openOrNull(vault: NirVault, row: IndexedRow): Nir | null {
  try {
    return vault.open(row, row.id);
  } catch {
    return null;
  }
}
