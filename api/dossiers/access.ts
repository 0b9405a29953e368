import type { EntityManager } from '@mikro-orm/postgresql';
import { type RawBuilder, sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { KnownStep } from '../../db/recording/read-dossier.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { Problem } from '../problems/problem.ts';
import type { Caller } from '../http/caller.ts';

/** A dossier's row in the projection, with the people around it, as far as any view needs them. */
export interface DossierRecord {
  dossier: Dossier;
  /** Epoch milliseconds of the projection's last write. */
  updatedAt: number;
  organisation: { id: string; name: string; contactEmail: string | null };
  trainee: { name: string; email: string; phone: string | null; jobSeeker: boolean };
  /** Rights free to be used, in cents. */
  balanceCents: number;
}

/**
 * Reads a dossier that the caller may see: the trainee's own, unless deleted; one that was sent to the organisation. Throws
 * `dossier_not_found` for any other, whether it exists or not.
 */
export async function dossierOf(
  em: EntityManager,
  caller: Caller,
  number: DossierNumber,
): Promise<DossierRecord> {
  const found = await recordOf(em, number, visibleTo(caller));
  if (found === null) throw new Problem('dossier_not_found');
  return found;
}

/** The recorded state of a dossier that the caller may see; for a message that needs no more. Throws `dossier_not_found`. */
export async function stateOf(
  em: EntityManager,
  caller: Caller,
  number: DossierNumber,
): Promise<DossierState> {
  const { rows } = await sql<{ state: DossierState }>`
    select state from dossiers dossier where number = ${number} and ${visibleTo(caller)}`.execute(
    queries(em),
  );
  if (rows[0] === undefined) throw new Problem('dossier_not_found');
  return rows[0].state;
}

/** A dossier that a message is for, and the step that the message made of it, if it was applied before. */
export interface Addressee {
  dossier: Dossier;
  known: KnownStep | null;
}

/**
 * Reads the dossier that a message of the caller is for. One that was deleted is found by what was applied to it alone, so that a
 * deletion asked for again gets its answer. Throws `dossier_not_found` for any other.
 */
export async function addresseeOf(
  em: EntityManager,
  caller: Caller,
  number: DossierNumber,
  messageId: string,
): Promise<Addressee> {
  const { rows } = await sql<{ dossier: Dossier; known: KnownStep | null }>`
    select dossier.snapshot as dossier, case when event.version is not null then jsonb_build_object(
      'version', event.version, 'state', event.to_state, 'fingerprint', event.fingerprint) end as known
    from dossiers dossier
    left join dossier_events event on event.number = dossier.number and event.message_id = ${messageId}
    where dossier.number = ${number} and (${visibleTo(caller)}
      or ${caller.role} = 'trainee' and dossier.trainee_id = ${caller.id} and event.version is not null)`.execute(
    queries(em),
  );
  if (rows[0] === undefined) throw new Problem('dossier_not_found');
  return rows[0];
}

function visibleTo({ role, id }: Caller): RawBuilder<unknown> {
  return role === 'trainee'
    ? sql`dossier.trainee_id = ${id} and dossier.deleted_at is null`
    : sql`dossier.organisation_id = ${id} and dossier.sent_at is not null`;
}

async function recordOf(
  em: EntityManager,
  number: DossierNumber,
  visible: RawBuilder<unknown>,
): Promise<DossierRecord | null> {
  const { rows } = await sql<Row>`
    select dossier.snapshot, (extract(epoch from dossier.updated_at) * 1000)::float8 as updated_at,
      organisation.id as organisation_id, organisation.name as organisation_name, organisation.contact_email,
      concat_ws(' ', trainee.first_name, trainee.birth_name) as trainee_name, trainee.email, trainee.phone, trainee.job_seeker,
      coalesce(account.available_cents, 0) as available_cents
    from dossiers dossier
    join organisations organisation on organisation.id = dossier.organisation_id
    join trainees trainee on trainee.id = dossier.trainee_id
    left join rights_accounts account on account.trainee_id = dossier.trainee_id
    where dossier.number = ${number} and ${visible}`.execute(queries(em));
  return rows[0] === undefined ? null : recordOfRow(rows[0]);
}

interface Row {
  snapshot: Dossier;
  updated_at: number;
  organisation_id: string;
  organisation_name: string;
  contact_email: string | null;
  trainee_name: string;
  email: string;
  phone: string | null;
  job_seeker: boolean;
  available_cents: number;
}

function recordOfRow(row: Row): DossierRecord {
  return {
    dossier: row.snapshot,
    updatedAt: Math.floor(row.updated_at),
    organisation: { id: row.organisation_id, name: row.organisation_name, contactEmail: row.contact_email },
    trainee: { name: row.trainee_name, email: row.email, phone: row.phone, jobSeeker: row.job_seeker },
    balanceCents: row.available_cents,
  };
}
