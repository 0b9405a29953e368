import { sql } from 'kysely';
import type { DigestRhythm } from '../../domain/notices/digest.ts';
import type { Language } from '../../domain/language.ts';
import type { Audience } from '../../domain/notices/notice-kinds.ts';
import type { OptionalKind } from '../../domain/notices/preferences.ts';
import type { Queries } from '../database.ts';

/** Whose mails: a trainee, or an organisation. */
export interface MailReader {
  audience: Audience;
  id: string;
}

/** What a reader chose about mails. */
export interface Preferences {
  language: Language;
  muted: OptionalKind[];
  /** Null for a trainee, who hears of everything at once. */
  digest: DigestRhythm | null;
}

/** What is to change; what is absent stays. */
export interface PreferenceChange {
  language?: Language | undefined;
  digest?: DigestRhythm | undefined;
  mute?: readonly OptionalKind[];
  unmute?: readonly OptionalKind[];
}

/** Reads what a reader chose; null when there is no such person or organisation. */
export async function preferencesOf(
  queries: Queries,
  { audience, id }: MailReader,
): Promise<Preferences | null> {
  const { rows } =
    audience === 'trainee'
      ? await sql<Preferences>`
          select language, muted_kinds as muted, null as digest from trainees where id = ${id}`.execute(
          queries,
        )
      : await sql<Preferences>`
          select language, muted_kinds as muted, digest from organisations where id = ${id}`.execute(queries);
  return rows[0] ?? null;
}

/** Changes what a reader chose, in one statement: two changes at once lose nothing. False when there is no such reader. */
export async function changePreferences(
  queries: Queries,
  { audience, id }: MailReader,
  { language, digest, mute = [], unmute = [] }: PreferenceChange,
): Promise<boolean> {
  const muted = sql`array(
    select distinct kind from unnest(muted_kinds || ${arrayOf(mute)}::text[]) as chosen(kind)
    where kind <> all (${arrayOf(unmute)}::text[]) order by kind)`;
  const spoken = sql`coalesce(${language ?? null}::text, language)`;
  const { rows } =
    audience === 'trainee'
      ? await sql`update trainees set language = ${spoken}, muted_kinds = ${muted}
          where id = ${id} returning id`.execute(queries)
      : await sql`
          update organisations set language = ${spoken}, muted_kinds = ${muted},
            digest = coalesce(${digest ?? null}::text, digest)
          where id = ${id} returning id`.execute(queries);
  return rows.length > 0;
}

function arrayOf(kinds: readonly OptionalKind[]): string {
  return `{${kinds.join(',')}}`;
}
