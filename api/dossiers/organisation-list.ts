import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { queries } from '../../db/database.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import { type Page, pageOf, readCursor } from '../http/cursor.ts';
import { inState, instantText, itemOf, type ListRequest, numberText, type Row, updatedAt } from './list.ts';

/** What an organisation's list is asked for. */
export interface OrganisationListRequest extends ListRequest<OrganisationCaller> {
  /** A part of the trainee's name, or a dossier's number. */
  q?: string | undefined;
  sessionId?: string | undefined;
  /** Sent at or after this instant. */
  sentSince?: Instant | undefined;
  dueBefore?: Instant | undefined;
  /** Only those with a message of the trainee that nobody has read. */
  unread?: boolean | undefined;
}

/** One line of an organisation's list. */
export type OrganisationItem = ReturnType<typeof organisationItem>;

/** The dossiers sent to an organisation, nearest deadline first, those without one last. */
export async function dossiersOfOrganisation(
  em: EntityManager,
  request: OrganisationListRequest,
): Promise<Page<OrganisationItem>> {
  const { caller, page, limit, now } = request;
  const after = readCursor(page, nearestDeadlineFirst);
  const { rows } = await sql<OrganisationRow>`
    ${named(request)}
    select snapshot, ${updatedAt}, concat_ws(' ', trainee.first_name, trainee.birth_name) as "traineeName",
      (select count(*)::integer from conversation_messages message where message.number = dossiers.number
        and message.author = 'trainee' and message.read_at is null) as "unreadMessages"
    from dossiers join trainees trainee on trainee.id = dossiers.trainee_id
    where organisation_id = ${caller.id} and sent_at is not null ${inState(request.state)} ${filters(request)}
      ${afterDeadline(after)}
    order by deadline_at, dossiers.number limit ${limit + 1}`.execute(queries(em));
  const position = ({ snapshot }: Row) => [snapshot.deadline?.at ?? null, snapshot.number];
  const { items, nextPage } = pageOf(rows, limit, position);
  return { items: items.map((row) => organisationItem(row, now)), nextPage };
}

interface OrganisationRow extends Row {
  traineeName: string;
  unreadMessages: number;
}

const nearestDeadlineFirst = z.tuple([instantText.nullable(), numberText]);

function filters({ q, sessionId, sentSince, dueBefore, unread }: OrganisationListRequest) {
  const wanted = [
    ...(q === undefined ? [] : [numberOrName(q)]),
    ...(sessionId === undefined ? [] : [sql`snapshot #>> '{session,id}' = ${sessionId}`]),
    ...(sentSince === undefined ? [] : [sql`sent_at >= ${sentSince}`]),
    ...(dueBefore === undefined ? [] : [sql`deadline_at < ${dueBefore} and deadline_kind <> 'record_kept'`]),
    ...(unread !== true
      ? []
      : [
          sql`dossiers.number in (
          select number from conversation_messages where author = 'trainee' and read_at is null)`,
        ]),
  ];
  return sql.join(
    wanted.map((condition) => sql`and ${condition}`),
    sql` `,
  );
}

/** The start of a number that is worth asking for; fewer digits would be half of all dossiers. */
const numberStart = /^40\d{4,8}$/;

function numberOrName(q: string): RawBuilder<unknown> {
  const number = typedNumber(q);
  if (number === null) return sql`dossiers.number in (select number from named)`;
  return sql`dossiers.number between ${number.padEnd(10, '0')} and ${number.padEnd(10, '9')}`;
}

/** « Dossier n° 4042 234 296 » is a number too. */
function typedNumber(q: string): string | null {
  const digits = q.replace(/^(dossier\s*)?(n\s*[°o.]*\s*)?/i, '').replace(/[\s.\u00a0\u202f]/g, '');
  return numberStart.test(digits) ? digits : null;
}

/** The organisation's dossiers of people whose name contains each typed word: found first, for the list's order finds them last. */
function named({ caller, q }: OrganisationListRequest): RawBuilder<unknown> {
  if (q === undefined || typedNumber(q) !== null) return sql``;
  const parts = q
    .split(/[\s-]+/)
    .filter((part) => part !== '')
    .map((part) => `%${part.replace(/[\\%_]/g, '\\$&')}%`);
  if (parts.length === 0) return sql`with named as (select '' as number where false)`;
  return sql`with named as materialized (
      select number from trainees person join dossiers on trainee_id = person.id
      where organisation_id = ${caller.id} and sent_at is not null ${sql.join(
        parts.map((part) => sql`and unaccented(first_name || ' ' || birth_name) like unaccented(${part})`),
        sql` `,
      )})`;
}

function afterDeadline(after: z.output<typeof nearestDeadlineFirst> | null): RawBuilder<unknown> {
  if (after === null) return sql``;
  const [deadline, number] = after;
  return deadline === null
    ? sql`and deadline_at is null and dossiers.number > ${number}`
    : sql`and (deadline_at > ${deadline} or (deadline_at = ${deadline} and dossiers.number > ${number})
        or deadline_at is null)`;
}

function organisationItem(row: OrganisationRow, now: number) {
  const { session, sentAt } = row.snapshot;
  return {
    ...itemOf(row, 'organisation', now),
    trainee: { name: row.traineeName },
    priceCents: session?.priceCents ?? null,
    place: session === null || session.remote ? null : session.place,
    sentAt,
    unreadMessages: row.unreadMessages,
  };
}

/** Whose dossiers these are; those that were not sent to the organisation are absent. */
export async function traineeNames(
  em: EntityManager,
  { id }: OrganisationCaller,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ number: string; name: string }>`
    select number, concat_ws(' ', trainee.first_name, trainee.birth_name) as name
    from dossiers join trainees trainee on trainee.id = dossiers.trainee_id
    where number = any(${[...numbers]}::text[]) and organisation_id = ${id} and sent_at is not null`.execute(
    queries(em),
  );
  return new Map(rows.map(({ number, name }) => [number, name]));
}
