import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { comparableEmail, type EmailAddress } from '../../domain/account/email-address.ts';
import type { Language } from '../../domain/language.ts';
import { queries } from '../database.ts';

/** Where a person reads mails, and in which language. */
export interface MailReader {
  email: string;
  language: Language;
}

/** How to write to a trainee; null when the account, or its address, is gone. */
export async function readerOf(em: EntityManager, traineeId: string): Promise<MailReader | null> {
  const { rows } = await sql<MailReader>`
    select email, language from trainees where id = ${traineeId} and email not like '%@erased.invalid'`.execute(
    queries(em),
  );
  return rows[0] ?? null;
}

/** How to write to whoever has an account with an address; null when nobody has. */
export async function readerAt(em: EntityManager, email: EmailAddress): Promise<MailReader | null> {
  const { rows } = await sql<MailReader>`
    select email, language from trainees where lower(email) = ${comparableEmail(email)}`.execute(queries(em));
  return rows[0] ?? null;
}
