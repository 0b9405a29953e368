import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { comparableEmail, type EmailAddress } from '../../domain/account/email-address.ts';
import { queries } from '../database.ts';

/** Where a trainee reads mails; null when the account, or its address, is gone. */
export async function emailOf(em: EntityManager, traineeId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`
    select email from trainees where id = ${traineeId} and email not like '%@erased.invalid'`.execute(
    queries(em),
  );
  return rows[0]?.email ?? null;
}

/** Tells whether an address is some account's. */
export async function emailIsTaken(em: EntityManager, email: EmailAddress): Promise<boolean> {
  const { rows } = await sql`select id from trainees where lower(email) = ${comparableEmail(email)}`.execute(
    queries(em),
  );
  return rows.length > 0;
}
