import { sql } from 'kysely';
import type { Deadline } from '../../domain/calendar/deadline.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import type { Language } from '../../domain/language.ts';
import type { Audience } from '../../domain/notices/notice-kinds.ts';
import { isOptional, type OptionalKind } from '../../domain/notices/preferences.ts';
import type { NoticedEvent } from '../../domain/notices/notices-of.ts';
import type { Queries } from '../database.ts';

/** One line of a dossier's timeline, as notices need it. */
export interface EventRecord extends NoticedEvent {
  version: number;
  messageId: string;
  at: Instant;
  toState: DossierState;
  deadline: Deadline | null;
  details: Record<string, unknown>;
}

/** Reads a dossier's whole timeline, oldest first. */
export async function eventsOfDossier(queries: Queries, number: string): Promise<EventRecord[]> {
  const { rows } = await sql<Omit<EventRecord, 'at'> & { atMs: number }>`
    select version, type, from_state as "fromState", to_state as "toState", message_id as "messageId",
      (extract(epoch from at) * 1000)::float8 as "atMs", deadline, details, details->>'goesBack' as "goesBack",
      lag(deadline) over (order by version) as "deadlineBefore"
    from dossier_events where number = ${number} order by version`.execute(queries);
  return rows.map(({ atMs, ...event }) => ({ ...event, at: new Date(atMs).toISOString() as Instant }));
}

/** The versions that a dossier's reader was not told of, because a later mail took the place of theirs. */
export async function missedVersions(
  queries: Queries,
  { number, audience }: { number: string; audience: Audience },
  before: number,
): Promise<number[]> {
  const stream = `${number}-${audience}`;
  // The number is there for its index: the stream alone would be looked for among all mails ever sent.
  const { rows } = await sql<{ version: number }>`
    select dossier_version as version from notices
    where dossier_number = ${number} and stream = ${stream} and status = 'superseded' and reason = 'later_mail' and dossier_version < ${before}
      and dossier_version > coalesce((
        select max(dossier_version) from notices
        where dossier_number = ${number} and stream = ${stream} and dossier_version < ${before} and kind <> 'message'
          and status not in ('planned', 'superseded', 'refused')
      ), 0)
    order by dossier_version`.execute(queries);
  return rows.map(({ version }) => version);
}

/** A reader of mails, as of now. */
export interface Reader {
  /** Null when an organisation has given none. */
  email: string | null;
  language: Language;
  /** Optional mails that they do not want. */
  muted: readonly OptionalKind[];
}

/** Reads to whom a notice goes; null when that person or organisation is no longer there. */
export async function readerOf(queries: Queries, audience: Audience, id: string): Promise<Reader | null> {
  const { rows } =
    audience === 'trainee'
      ? await sql<Reader>`select email, language, muted_kinds as muted from trainees where id = ${id}`.execute(
          queries,
        )
      : await sql<Reader>`select contact_email as email, language, muted_kinds as muted from organisations
          where id = ${id}`.execute(queries);
  const [reader] = rows;
  if (reader === undefined) return null;
  // What was switched off while it could be may be sent again since.
  return { ...reader, muted: reader.muted.filter((kind) => isOptional(audience, kind)) };
}

/** Reads a trainee's name, for an organisation that the dossier was sent to; null when there is none. */
export async function nameOfTrainee(queries: Queries, id: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select concat_ws(' ', first_name, birth_name) as name from trainees where id = ${id}`.execute(queries);
  return rows[0]?.name ?? null;
}

/** Reads an organisation's name, and the address under which trainees reach it. */
export async function organisationOf(
  queries: Queries,
  id: string,
): Promise<{ name: string; contactEmail: string | null }> {
  const { rows } = await sql<{ name: string; contactEmail: string | null }>`
    select name, contact_email as "contactEmail" from organisations where id = ${id}`.execute(queries);
  const [row] = rows;
  if (row === undefined) throw new Error('A dossier has no organisation');
  return row;
}

/** Reads one free text of a dossier; null once it is deleted. */
export async function textOfDossier(queries: Queries, number: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ body: string }>`
    select body from dossier_texts where number = ${number} and id = ${id}`.execute(queries);
  return rows[0]?.body ?? null;
}
