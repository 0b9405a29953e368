import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Language } from '../../domain/language.ts';
import { queries } from '../database.ts';

/** In which language a member is written to: their own, else that of their organisation. Of `member` and `organisation` rows. */
export const spokenLanguage = sql<Language>`coalesce(member.language, organisation.language)`;

/** Sets the language in which a member is written to; null for that of their organisation. */
export async function setMemberLanguage(
  em: EntityManager,
  id: string,
  language: Language | null,
): Promise<void> {
  await sql`update organisation_members set language = ${language} where id = ${id}`.execute(queries(em));
}
