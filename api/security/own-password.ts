import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { verifyPassword } from '../../db/people/passwords.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';

/** Who repeats their password, and from where. */
export interface OwnPassword {
  traineeId: string;
  password: string;
  address: string;
}

/**
 * Asks somebody who is logged in for their password again, before what a session left open must not be enough for. Wrong
 * attempts count with those of logins. Throws `invalid_credentials`, or `too_many_attempts`.
 */
export async function checkOwnPassword(
  { loginLimits }: Pick<Services, 'loginLimits'>,
  em: EntityManager,
  { traineeId, password, address }: OwnPassword,
): Promise<void> {
  const { rows } = await sql<{ nirIndex: Buffer; passwordHash: string }>`
    select nir_index as "nirIndex", password_hash as "passwordHash" from trainees where id = ${traineeId}`.execute(
    queries(em),
  );
  const account = rows[0];
  if (account === undefined) throw new Problem('invalid_credentials');
  const attempt = { nirIndex: account.nirIndex, address };
  await loginLimits.count(attempt);
  if (!(await verifyPassword(account.passwordHash, password))) throw new Problem('invalid_credentials');
  await loginLimits.forgive(attempt);
}
