import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Nir } from '../../domain/identity/nir.ts';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';
import { type DataReader, noteDataAccess } from './access-log.ts';

/**
 * Reads somebody's full social security number and notes who did and why, both or neither: the one way to a full number
 * outside a change of keys. Null when the account is gone or erased. Throws `SealedNirError`.
 */
export async function readNir(
  em: EntityManager,
  vault: NirVault,
  { traineeId, by, purpose }: { traineeId: string; by: DataReader; purpose: string },
): Promise<Nir | null> {
  return await em.transactional(async (tx) => {
    const { rows } = await sql<{ ciphertext: Buffer; keyId: string }>`
      select nir_ciphertext as ciphertext, nir_key_id as "keyId" from trainees
      where id = ${traineeId} and erased_at is null`.execute(queries(tx));
    if (rows[0] === undefined) return null;
    await noteDataAccess(tx, { by, traineeId, data: 'nir', purpose });
    return vault.open(rows[0], traineeId);
  });
}
