import { sql } from 'kysely';
import type { Language } from '../../domain/language.ts';
import type { Audience } from '../../domain/notices/notice-kinds.ts';
import { isOptional } from '../../domain/notices/preferences.ts';
import type { Queries } from '../database.ts';
import { type ToldDossier, toldDossiers } from './told-dossiers.ts';
import type { PlannedNotice } from './settle-notice.ts';

/** A reader of mails, as of now. */
export interface Reader {
  /** Null when an organisation has given none. */
  email: string | null;
  language: Language;
  /** Optional mails that they do not want. */
  muted: readonly string[];
}

/** Why nobody need hear of a message any more. */
export type NotTold = 'message_gone' | 'message_read' | 'later_message';

/** What a notice is written from. */
export interface NoticeFacts {
  /** Null when that person or organisation is no longer there. */
  reader: Reader | null;
  /** Null for a notice about an account, and for a dossier that is no longer there. */
  about: ToldDossier | null;
  /** Null when a message must be told, and for anything else. */
  notTold: NotTold | null;
  /** The versions that its reader was not told of, because a later mail took the place of theirs. */
  missed: readonly number[];
}

/** Reads what notices are written from, in as many statements for a thousand as for one; by the notice's id. */
export async function noticeFacts(
  queries: Queries,
  notices: readonly PlannedNotice[],
): Promise<Map<string, NoticeFacts>> {
  const readers = await readersOf(queries, notices);
  const dossiers = await toldDossiers(queries, [...new Set(notices.flatMap(numberOf))]);
  const messages = notices.filter(({ kind }) => kind === 'message');
  const notTold = await notToldOf(queries, messages);
  const missed = await missedOf(
    queries,
    notices.filter((notice) => notice.dossierNumber !== null && notice.kind !== 'message'),
  );
  return new Map(
    notices.map((notice) => [
      notice.id,
      {
        reader: readers.get(`${notice.audience} ${notice.recipientId}`) ?? null,
        about: notice.dossierNumber === null ? null : (dossiers.get(notice.dossierNumber) ?? null),
        notTold: notTold.get(notice.id) ?? null,
        missed: missed.get(notice.id) ?? [],
      },
    ]),
  );
}

function numberOf({ dossierNumber }: PlannedNotice): string[] {
  return dossierNumber === null ? [] : [dossierNumber];
}

async function readersOf(queries: Queries, notices: readonly PlannedNotice[]): Promise<Map<string, Reader>> {
  const ids = (audience: Audience) => [
    ...new Set(notices.filter((one) => one.audience === audience).map(({ recipientId }) => recipientId)),
  ];
  const { rows } = await sql<Reader & { id: string; audience: Audience }>`
    select id, 'trainee' as audience, email, language, muted_kinds as muted from trainees
    where id = any(${ids('trainee')}::uuid[])
    union all
    select id, 'organisation', contact_email, language, muted_kinds from organisations
    where id = any(${ids('organisation')}::uuid[])`.execute(queries);
  return new Map(
    rows.map(({ id, audience, email, language, muted }) => [
      `${audience} ${id}`,
      // What was switched off while it could be may be sent again since.
      { email, language, muted: muted.filter((kind) => isOptional(audience, kind)) },
    ]),
  );
}

async function notToldOf(queries: Queries, notices: readonly PlannedNotice[]): Promise<Map<string, NotTold>> {
  if (notices.length === 0) return new Map();
  const { rows } = await sql<{ id: string; reason: NotTold }>`
    with notice as (
      select id, stream, dossier_number, seq, case when kind = 'message' then message_id::uuid end as message_id
      from notices where id = any(${idsOf(notices)})
    ), last as (
      select stream, dossier_number, max(seq) as seq from notices
      where status = 'planned' and kind = 'message' and stream in (select stream from notice)
      group by stream, dossier_number
    ), told as (
      select notice.id, case when message.id is null then 'message_gone' when message.read_at is not null then 'message_read'
        when last.seq > notice.seq then 'later_message' end as reason
      from notice left join conversation_messages message on message.id = notice.message_id
      left join last on last.stream = notice.stream and last.dossier_number = notice.dossier_number
    )
    select id, reason from told where reason is not null`.execute(queries);
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}

async function missedOf(queries: Queries, notices: readonly PlannedNotice[]): Promise<Map<string, number[]>> {
  if (notices.length === 0) return new Map();
  // The number is there for its index: the stream alone would be looked for among all mails ever sent.
  const { rows } = await sql<{ id: string; versions: number[] }>`
    select notice.id, array_agg(missed.dossier_version order by missed.dossier_version) as versions
    from notices notice join notices missed
      on missed.dossier_number = notice.dossier_number and missed.stream = notice.stream
      and missed.status = 'superseded' and missed.reason = 'later_mail' and missed.dossier_version < notice.dossier_version
      and missed.dossier_version > coalesce((
        select max(told.dossier_version) from notices told
        where told.dossier_number = notice.dossier_number and told.stream = notice.stream and told.kind <> 'message'
          and told.dossier_version < notice.dossier_version and told.status not in ('planned', 'superseded', 'refused')
      ), 0)
    where notice.id = any(${idsOf(notices)}) group by notice.id`.execute(queries);
  return new Map(rows.map(({ id, versions }) => [id, versions]));
}

function idsOf(notices: readonly PlannedNotice[]): string[] {
  return notices.map(({ id }) => id);
}
