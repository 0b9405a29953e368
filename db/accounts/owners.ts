import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { comparableEmail, type EmailAddress } from '../../domain/account/email-address.ts';
import type { Nir } from '../../domain/identity/nir.ts';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';
import type { MailReader } from './trainee-email.ts';

/** Whoever owns an account, as far as a mail to them needs. */
export interface Owner extends MailReader {
  traineeId: string;
  /** Whether the number is theirs, and not their address alone. */
  byNumber: boolean;
}

/** Everybody who has an account with this number or this email: none, one, or two people. */
export async function ownersOf(
  em: EntityManager,
  vault: NirVault,
  { nir, email }: { nir: Nir; email: EmailAddress },
): Promise<Owner[]> {
  const { rows } = await sql<Owner>`
    select id as "traineeId", email, language, nir_index = any(${vault.indexesOf(nir)}) as "byNumber" from trainees
    where nir_index = any(${vault.indexesOf(nir)}) or lower(email) = ${comparableEmail(email)}`.execute(
    queries(em),
  );
  return rows;
}
