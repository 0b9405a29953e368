import { type RawBuilder, sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import type { Queries } from '../database.ts';

/** The version that a message made, and the state in which it left the dossier. */
export interface Step {
  version: number;
  state: DossierState;
}

/** A step with the sender's digest of its message. */
export interface KnownStep extends Step {
  fingerprint: string | null;
}

/** Reads a dossier; null when there is none of that number. */
export async function readDossier(queries: Queries, number: string): Promise<Dossier | null> {
  return await read(queries, number, sql``);
}

/** Reads a dossier, and keeps others from writing it until the transaction ends. */
export async function lockDossier(queries: Queries, number: string): Promise<Dossier | null> {
  return await read(queries, number, sql`for update`);
}

/** The step that a message made; null when it made none. */
export async function findStep(
  queries: Queries,
  { number, message }: { number: string; message: { id: string } },
): Promise<KnownStep | null> {
  const { rows } = await sql<KnownStep>`
    select version, to_state as state, fingerprint from dossier_events
    where number = ${number} and message_id = ${message.id}`.execute(queries);
  return rows[0] ?? null;
}

async function read(queries: Queries, number: string, lock: RawBuilder<unknown>): Promise<Dossier | null> {
  const { rows } = await sql<{ snapshot: Dossier }>`
    select snapshot from dossiers where number = ${number} ${lock}`.execute(queries);
  return rows[0]?.snapshot ?? null;
}
