import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { instant } from '../../domain/calendar/paris-time.ts';
import { type DigestRhythm, digestFor, digestStream } from '../../domain/notices/digest.ts';
import type { Audience, DossierNoticeKind } from '../../domain/notices/notice-kinds.ts';
import { noticesOf, type NoticedEvent } from '../../domain/notices/notices-of.ts';
import { queries as queriesOf, type Queries } from '../database.ts';
import { unplannedEvents } from '../outbox.ts';

interface UnplannedEvent extends Omit<NoticedEvent, 'at'> {
  number: string;
  version: number;
  messageId: string;
  atMs: number;
  traineeId: string;
  organisationId: string;
  digest: DigestRhythm;
  isNews: boolean;
}

interface NewNotice {
  id: string;
  stream: string;
  audience: Audience;
  recipientId: string;
  kind: string;
  number: string;
  version: number;
  messageId: string;
  at: string;
  /** When the digest that it waits for is due. */
  holdUntil: string | null;
}

/** The id of the notice about one version of a dossier to one reader; goes with the mail as a tag, so ASCII alone. */
export function dossierNoticeId(number: string, version: number, audience: Audience): string {
  return `${number}-${version}-${audience}`;
}

/**
 * Decides for the lines of timelines recorded since last time who is told of them; what is older than a week is news to nobody.
 * @param limit how many dossiers are looked at
 * @returns how many were: the limit means that there may be more.
 */
export async function planNotices(em: EntityManager, limit: number): Promise<number> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const events = await takeUnplanned(queries, limit);
    const notices = events.filter(({ isNews }) => isNews).flatMap(newNotices);
    if (notices.length > 0) await insert(queries, notices);
    return new Set(events.map(({ number }) => number)).size;
  });
}

async function takeUnplanned(queries: Queries, limit: number): Promise<UnplannedEvent[]> {
  const { rows } = await sql<UnplannedEvent>`
    with ${unplannedEvents('planned_at', limit)}
    select marked.number, marked.version, marked.type, marked.from_state as "fromState", marked.to_state as "toState",
      marked.deadline, marked.details->>'goesBack' as "goesBack",
      (select earlier.deadline from dossier_events earlier
        where earlier.number = marked.number and earlier.version = marked.version - 1) as "deadlineBefore",
      marked.message_id as "messageId", (extract(epoch from marked.at) * 1000)::float8 as "atMs",
      marked.at > now() - interval '7 days' as "isNews",
      dossier.trainee_id as "traineeId", dossier.organisation_id as "organisationId", organisation.digest
    from marked join dossiers dossier on dossier.number = marked.number
    join organisations organisation on organisation.id = dossier.organisation_id
    order by marked.at, marked.number, marked.version`.execute(queries);
  return rows;
}

function newNotices(event: UnplannedEvent): NewNotice[] {
  const { number, version, messageId, atMs, traineeId, organisationId } = event;
  const at = instant(Math.floor(atMs));
  return noticesOf({ ...event, at }).map(({ audience, kind }) => ({
    id: dossierNoticeId(number, version, audience),
    ...wayOf(event, audience, kind),
    audience,
    recipientId: audience === 'trainee' ? traineeId : organisationId,
    kind,
    number,
    version,
    messageId,
    at,
  }));
}

/** A digest takes all news but reminders, which would come too late. */
function wayOf(
  { number, atMs, organisationId, digest }: UnplannedEvent,
  audience: Audience,
  kind: DossierNoticeKind,
): Pick<NewNotice, 'stream' | 'holdUntil'> {
  const isHeld = audience === 'organisation' && digest === 'each_business_morning' && kind !== 'reminder';
  return isHeld
    ? { stream: digestStream(organisationId), holdUntil: digestFor(instant(Math.floor(atMs)), Date.now()) }
    : { stream: `${number}-${audience}`, holdUntil: null };
}

async function insert(queries: Queries, notices: readonly NewNotice[]): Promise<void> {
  await sql`
    insert into notices
      (id, stream, audience, recipient_id, kind, dossier_number, dossier_version, message_id, event_at,
        hold_until)
    select id, stream, audience, "recipientId", kind, number, version, "messageId", at, "holdUntil"
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as given(id text, stream text, audience text,
      "recipientId" uuid, kind text, number text, version integer, "messageId" text, at timestamptz, "holdUntil" timestamptz)
    on conflict (id) do nothing`.execute(queries);
}
