import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { queries } from '../database.ts';

/** A sealed value as its row has it. */
export interface SealedValue {
  rowId: string;
  column: string;
  bytes: Buffer;
  /** Null where the bytes themselves name their key. */
  keyId: string | null;
}

/** Columns of a table that are sealed with one ring of keys, and with one key in each row. */
export interface SealedSet {
  readonly table: string;
  /** The column of the row's primary key, a UUID. */
  readonly id: string;
  /** What is sealed. */
  readonly columns: readonly string[];
  /** The column with the id of their key; null where the bytes themselves name it. */
  readonly keyId: string | null;
  /** True of the rows that are not under today's key. */
  readonly isOld: RawBuilder<unknown>;
  /** Rows read at once: few enough that nobody waits for them, and that they fit into memory. */
  readonly batch: number;
  /** Opens a value and seals it with today's key. Throws when it cannot be opened. */
  readonly anew: (value: SealedValue) => { bytes: Buffer; keyId: string | null };
}

/** What became of the rows. */
export interface RotationCounts {
  /** Sealed anew. */
  rotated: number;
  /** Ids of rows that no configured key opens, or that were tampered with; they stay as they are. */
  unreadable: string[];
}

/** Small values at once. */
export const rotationBatch = 200;

/** How many rows are not sealed with today's key. */
export async function countOld(em: EntityManager, { table, isOld }: SealedSet): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${sql.table(table)} where ${isOld}`.execute(queries(em));
  return rows[0]?.count ?? 0;
}

/**
 * Seals the rows of a set with today's key, some at a time, each only if it is still what was read: people log in and change
 * things meanwhile. What is left to do stands in the rows, so that an interrupted run is taken up by the next.
 */
export async function rotate(
  em: EntityManager,
  set: SealedSet,
  onBatch: (done: number) => void = () => undefined,
): Promise<RotationCounts> {
  const counts: RotationCounts = { rotated: 0, unreadable: [] };
  let after: string | null = null;
  for (;;) {
    const rows: OldRow[] = await oldRows(em, set, after);
    for (const row of rows) await rotateRow(em, set, row, counts);
    onBatch(rows.length);
    after = rows.at(-1)?.rowId ?? null;
    if (after === null) return counts;
  }
}

interface OldRow {
  rowId: string;
  keyId: string | null;
  /** In the order of the set's columns. */
  sealed: Buffer[];
}

async function oldRows(em: EntityManager, set: SealedSet, after: string | null): Promise<OldRow[]> {
  const { table, id, columns, keyId, isOld, batch } = set;
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.ref(id)} as "rowId", ${keyId === null ? sql`null` : sql.ref(keyId)} as "keyId",
      ${sql.join(columns.map((column) => sql.ref(column)))}
    from ${sql.table(table)}
    where ${isOld} and (${after}::uuid is null or ${sql.ref(id)} > ${after}::uuid)
    order by ${sql.ref(id)} limit ${batch}`.execute(queries(em));
  return rows.map((row) => ({
    rowId: row['rowId'] as string,
    keyId: row['keyId'] as string | null,
    sealed: columns.map((column) => row[column] as Buffer),
  }));
}

async function rotateRow(
  em: EntityManager,
  set: SealedSet,
  { rowId, keyId, sealed }: OldRow,
  counts: RotationCounts,
): Promise<void> {
  let fresh: { column: string; old: Buffer; bytes: Buffer; keyId: string | null }[];
  try {
    fresh = set.columns.map((column, index) => {
      const old = sealed[index] ?? Buffer.alloc(0);
      return { column, old, ...set.anew({ rowId, column, bytes: old, keyId }) };
    });
  } catch {
    counts.unreadable.push(rowId);
    return;
  }
  const assignments = fresh.map(({ column, bytes }) => sql`${sql.ref(column)} = ${bytes}`);
  if (set.keyId !== null) assignments.push(sql`${sql.ref(set.keyId)} = ${fresh[0]?.keyId ?? null}`);
  // By their digests: documents need not travel a second time to be compared.
  const unchanged = fresh.map(({ column, old }) => sql`sha256(${sql.ref(column)}) = ${digestOf(old)}`);
  const { numAffectedRows } = await sql`
    update ${sql.table(set.table)} set ${sql.join(assignments)}
    where ${sql.ref(set.id)} = ${rowId} and ${sql.join(unchanged, sql` and `)}`.execute(queries(em));
  counts.rotated += Number(numAffectedRows ?? 0);
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
