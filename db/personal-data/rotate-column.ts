import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';
import type { NirVault, SealedNir } from '../nir-vault.ts';
import type { SealedColumn } from './sealed-columns.ts';

/** What became of a column's values. */
export interface RotationCounts {
  /** Sealed anew. */
  rotated: number;
  /** Ids of rows that no configured key opens, or that were tampered with; they stay as they are. */
  unreadable: string[];
}

/** Rows at once: few enough that nobody waits for them. */
export const rotationBatch = 200;

interface SealedRow extends SealedNir {
  id: string;
}

/** How many values of a column are not sealed with today's key. */
export async function countOld(em: EntityManager, vault: NirVault, column: SealedColumn): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from ${sql.table(column.table)} where ${sql.ref(column.keyId)} <> ${vault.keyId}`.execute(
    queries(em),
  );
  return Number(rows[0]?.count ?? 0);
}

/**
 * Seals the values of a column with today's key, some rows at a time, each only if it is still what was read: people log in and
 * change things meanwhile. What is left to do stands in the rows, so that an interrupted run is taken up by the next.
 */
export async function rotateColumn(
  em: EntityManager,
  vault: NirVault,
  column: SealedColumn,
  onBatch: (done: number) => void = () => undefined,
): Promise<RotationCounts> {
  const counts: RotationCounts = { rotated: 0, unreadable: [] };
  let after: string | null = null;
  for (;;) {
    const rows: SealedRow[] = await oldRows(em, vault, column, after);
    for (const row of rows) await rotateRow(em, vault, column, row, counts);
    onBatch(rows.length);
    after = rows.at(-1)?.id ?? null;
    if (after === null) return counts;
  }
}

async function oldRows(
  em: EntityManager,
  vault: NirVault,
  { table, id, ciphertext, keyId }: SealedColumn,
  after: string | null,
): Promise<SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    select ${sql.ref(id)} as id, ${sql.ref(ciphertext)} as ciphertext, ${sql.ref(keyId)} as "keyId"
    from ${sql.table(table)}
    where ${sql.ref(keyId)} <> ${vault.keyId} and (${after}::uuid is null or ${sql.ref(id)} > ${after}::uuid)
    order by ${sql.ref(id)} limit ${rotationBatch}`.execute(queries(em));
  return rows;
}

async function rotateRow(
  em: EntityManager,
  vault: NirVault,
  column: SealedColumn,
  row: SealedRow,
  counts: RotationCounts,
): Promise<void> {
  const owner = column.owner(row.id);
  let fresh: SealedNir;
  try {
    fresh = vault.sealText(vault.openText(row, owner), owner);
  } catch {
    counts.unreadable.push(row.id);
    return;
  }
  const { numAffectedRows } = await sql`
    update ${sql.table(column.table)}
    set ${sql.ref(column.ciphertext)} = ${fresh.ciphertext}, ${sql.ref(column.keyId)} = ${fresh.keyId}
    where ${sql.ref(column.id)} = ${row.id} and ${sql.ref(column.ciphertext)} = ${row.ciphertext}`.execute(
    queries(em),
  );
  counts.rotated += Number(numAffectedRows ?? 0);
}
