import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Nir } from '../../domain/identity/nir.ts';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';

/**
 * Tells whether a number has an account, and keeps everybody else who asks about the same number waiting until the transaction
 * ends: while index keys are changed, the unique index alone cannot tell that two rows are of one number.
 */
export async function numberIsTaken(tx: EntityManager, vault: NirVault, nir: Nir): Promise<boolean> {
  const indexes = vault.indexesOf(nir);
  // The least of them is the same for whoever knows the same keys, in whatever order.
  const least = indexes.reduce((one, other) => (Buffer.compare(one, other) <= 0 ? one : other));
  const q = queries(tx);
  await sql`select pg_advisory_xact_lock(${least.readBigInt64BE(0).toString()}::bigint)`.execute(q);
  const { rows } = await sql`select 1 from trainees where nir_index = any(${indexes})`.execute(q);
  return rows.length > 0;
}
