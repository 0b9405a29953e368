import { sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { waitingFor } from '../../domain/dossier/waiting.ts';
import type { Queries } from '../database.ts';

/** The last record of a dossier, as the projection holds it. */
export interface DossierRecord {
  version: number;
  messageId: string;
  /** Epoch milliseconds. */
  decidedAt: number;
  dossier: Dossier;
}

/** What is recorded: a dossier after a message, and when the workflow took that message up (epoch milliseconds). */
export interface Recording {
  dossier: Dossier;
  messageId: string;
  decidedAt: number;
}

/** Reads the last record and keeps others from writing this dossier until the transaction ends; null before its first. */
export async function lockRecord(queries: Queries, number: string): Promise<DossierRecord | null> {
  const { rows } = await sql<DossierRecord>`
    select version, message_id as "messageId", snapshot as dossier,
      (extract(epoch from decided_at) * 1000)::float8 as "decidedAt"
    from dossiers where number = ${number} for update`.execute(queries);
  return rows[0] ?? null;
}

/** Writes the projection alone. The caller holds the lock and has decided that this record is to stand. */
export async function writeRecord(queries: Queries, recording: Recording): Promise<void> {
  await upsert(recording).execute(queries);
}

/**
 * Writes the first record of a dossier and the first line of its timeline.
 * @returns false, and changes nothing, when the dossier has a record already.
 */
export async function writeFirstRecord(queries: Queries, recording: Recording): Promise<boolean> {
  const { dossier, messageId } = recording;
  const { rows } = await sql<{ number: string }>`
    with recorded as (${insert(recording)} on conflict (number) do nothing returning number), noted as (
      insert into dossier_events (number, version, type, by, to_state, message_id, at, deadline, details)
      select number, ${dossier.version}::integer, 'open', 'trainee', ${dossier.state}, ${messageId},
        ${dossier.createdAt}::timestamptz, ${JSON.stringify(dossier.deadline)}::jsonb, '{}'::jsonb
      from recorded)
    select number from recorded`.execute(queries);
  return rows.length === 1;
}

/** Deletes the timeline's lines after a dossier's version: those of a record that the workflow never adopted. */
export async function deleteEventsAfter(queries: Queries, { number, version }: Dossier): Promise<void> {
  await sql`delete from dossier_events where number = ${number} and version > ${version}`.execute(queries);
}

function insert({ dossier, messageId, decidedAt }: Recording) {
  const { deadline } = dossier;
  return sql`
    insert into dossiers (number, trainee_id, organisation_id, training_id, state, version, deadline_at, deadline_kind,
      sent_at, deleted_at, message_id, decided_at, snapshot, waiting_for, created_at)
    values (${dossier.number}, ${dossier.traineeId}, ${dossier.organisationId}, ${dossier.training.id}, ${dossier.state},
      ${dossier.version}, ${deadline?.at ?? null}, ${deadline?.kind ?? null}, ${dossier.sentAt}, ${dossier.deletedAt},
      ${messageId}, ${new Date(decidedAt).toISOString()}, ${JSON.stringify(dossier)}::jsonb, ${waitingFor(dossier)},
      ${dossier.createdAt})`;
}

function upsert(recording: Recording) {
  return sql`${insert(recording)}
    on conflict (number) do update set
      organisation_id = excluded.organisation_id, training_id = excluded.training_id, state = excluded.state,
      version = excluded.version, deadline_at = excluded.deadline_at, deadline_kind = excluded.deadline_kind,
      sent_at = excluded.sent_at, deleted_at = excluded.deleted_at, message_id = excluded.message_id,
      decided_at = excluded.decided_at, snapshot = excluded.snapshot, waiting_for = excluded.waiting_for,
      updated_at = now()`;
}
