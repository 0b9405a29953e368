import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import type { Nir } from '../../domain/identity/nir.ts';
import { queries as queriesOf } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';
import { numberIsTaken } from './number-is-taken.ts';
import { hashPassword } from './passwords.ts';

/** What an account is created from; everything was checked before. */
export interface NewTrainee {
  nir: Nir;
  /** In clear; only its hash is kept. */
  password: string;
  birthName: string;
  firstName: string;
  email: string;
  phone: string | null;
  jobSeeker: boolean;
}

/**
 * Creates a trainee's account, its NIR sealed (`domain.md`, Creating an account, 1: one account per NIR).
 * Throws `account_exists` when the NIR or the email has one already: never tell a stranger which, or that.
 */
export async function createTrainee(
  em: EntityManager,
  vault: NirVault,
  trainee: NewTrainee,
): Promise<{ id: string }> {
  const id = randomUUID();
  const { ciphertext, keyId } = vault.seal(trainee.nir, id);
  const passwordHash = await hashPassword(trainee.password);
  const created = await em.transactional(async (tx) => {
    if (await numberIsTaken(tx, vault, trainee.nir)) return false;
    const { rows } = await sql`
      insert into trainees (id, nir_index, nir_index_key_id, nir_ciphertext, nir_key_id, birth_name, first_name, email,
        phone, password_hash, job_seeker)
      values (${id}, ${vault.indexOf(trainee.nir)}, ${vault.indexKeyId}, ${ciphertext}, ${keyId}, ${trainee.birthName},
        ${trainee.firstName}, ${trainee.email}, ${trainee.phone}, ${passwordHash}, ${trainee.jobSeeker})
      on conflict do nothing returning id`.execute(queriesOf(tx));
    return rows.length > 0;
  });
  if (!created) throw new DomainError('account_exists', 'Ce compte existe déjà.');
  return { id };
}
