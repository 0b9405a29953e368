import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { verifyPassword } from '../../db/people/passwords.ts';
import { InvalidNirError } from '../../domain/errors.ts';
import { type Nir, parseNir } from '../../domain/identity/nir.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';

/** What a person gives to log in, and from where. */
export interface Credentials {
  nir: string;
  password: string;
  address: string;
}

/**
 * Finds the trainee whose number and password these are. Unknown number, wrong password and a number that cannot exist get
 * the same answer in the same time. Throws `invalid_credentials`, or `too_many_attempts` before looking at anything.
 */
export async function traineeWith(
  { vault, loginLimits }: Pick<Services, 'vault' | 'loginLimits'>,
  em: EntityManager,
  { nir: typed, password, address }: Credentials,
): Promise<string> {
  const nir = readNir(typed);
  const nirIndex = nir === null ? null : vault.indexOf(nir);
  await loginLimits.count({ nirIndex, address });
  const account = nir === null ? null : await accountOf(em, vault.indexesOf(nir));
  const isRight = await verifyPassword(account?.passwordHash ?? null, password);
  if (account === null || !isRight) throw new Problem('invalid_credentials');
  await loginLimits.forgive({ nirIndex, address });
  return account.id;
}

function readNir(typed: string): Nir | null {
  try {
    return parseNir(typed);
  } catch (error) {
    if (error instanceof InvalidNirError) return null;
    throw error;
  }
}

async function accountOf(
  em: EntityManager,
  nirIndexes: readonly Buffer[],
): Promise<{ id: string; passwordHash: string } | null> {
  const { rows } = await sql<{ id: string; passwordHash: string }>`
    select id, password_hash as "passwordHash" from trainees
    where nir_index = any(${nirIndexes}) and closed_at is null`.execute(queries(em));
  return rows[0] ?? null;
}
