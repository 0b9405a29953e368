import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';
import { exportOwner } from './sealed-columns.ts';

/** The two forms of an export. */
export type ExportFormat = 'json' | 'pdf';

/** Where an export stands. */
export interface ExportState {
  id: string;
  status: 'preparing' | 'ready' | 'erased';
  /** ISO 8601. */
  requestedAt: string;
  readyAt: string | null;
  expiresAt: string | null;
}

interface ExportRow {
  id: string;
  requestedAt: string;
  readyAt: string | null;
  expiresAt: string | null;
  hasFiles: boolean;
}

const columns = sql`id, requested_at as "requestedAt", ready_at as "readyAt", expires_at as "expiresAt",
  json_ciphertext is not null as "hasFiles"`;

/** Notes a wish for an export; while one is being prepared, or was asked for since `notBefore`, that one is given. */
export async function requestExport(
  em: EntityManager,
  { traineeId, at, notBefore }: { traineeId: string; at: string; notBefore: string },
): Promise<ExportState> {
  const q = queries(em);
  const { rows } = await sql<ExportRow>`
    with known as (
      select * from data_exports
      where trainee_id = ${traineeId}
        and (ready_at is null or (requested_at > ${notBefore} and json_ciphertext is not null))
      order by requested_at desc limit 1),
    added as (
      insert into data_exports (id, trainee_id, requested_at)
      select ${randomUUID()}, ${traineeId}, ${at} where not exists (select from known)
      on conflict do nothing returning *)
    select ${columns} from (select * from known union all select * from added) found`.execute(q);
  const [row] = rows;
  // Another request made one between the two halves of the statement: it is there now.
  return row === undefined ? await requestExport(em, { traineeId, at, notBefore }) : stateOf(row);
}

/** A person's exports, the latest first. */
export async function exportsOf(em: EntityManager, traineeId: string): Promise<ExportState[]> {
  const { rows } = await sql<ExportRow>`
    select ${columns} from data_exports where trainee_id = ${traineeId}
    order by requested_at desc limit 20`.execute(queries(em));
  return rows.map(stateOf);
}

/** Whose export this is; null when there is none. */
export async function exportedTrainee(
  em: EntityManager,
  id: string,
): Promise<{ traineeId: string; expiresAt: string | null } | null> {
  const { rows } = await sql<{ traineeId: string; expiresAt: string | null }>`
    select trainee_id as "traineeId", expires_at as "expiresAt" from data_exports where id = ${id}`.execute(
    queries(em),
  );
  return rows[0] ?? null;
}

/** Keeps the files of an export, sealed. */
export async function storeExport(
  em: EntityManager,
  vault: NirVault,
  {
    id,
    json,
    pdf,
    readyAt,
    expiresAt,
  }: { id: string; json: string; pdf: Buffer; readyAt: Date; expiresAt: Date },
): Promise<void> {
  const sealedJson = vault.sealText(json, exportOwner(id));
  const sealedPdf = vault.sealText(pdf.toString('base64'), exportOwner(id));
  await sql`
    update data_exports set ready_at = ${readyAt.toISOString()}, expires_at = ${expiresAt.toISOString()},
      json_ciphertext = ${sealedJson.ciphertext}, json_key_id = ${sealedJson.keyId},
      pdf_ciphertext = ${sealedPdf.ciphertext}, pdf_key_id = ${sealedPdf.keyId}
    where id = ${id}`.execute(queries(em));
}

/** Reads a file of a person's own export; null when there is none, or none any more. */
export async function readExport(
  em: EntityManager,
  vault: NirVault,
  { id, traineeId, format, now }: { id: string; traineeId: string; format: ExportFormat; now: Date },
): Promise<Buffer | null> {
  const [ciphertext, keyId] = [sql.ref(`${format}_ciphertext`), sql.ref(`${format}_key_id`)];
  const { rows } = await sql<{ ciphertext: Buffer | null; keyId: string }>`
    select ${ciphertext} as ciphertext, ${keyId} as "keyId" from data_exports
    where id = ${id} and trainee_id = ${traineeId} and expires_at > ${now.toISOString()}`.execute(
    queries(em),
  );
  const sealed = rows[0];
  if (sealed === undefined || sealed.ciphertext === null) return null;
  const text = vault.openText({ ciphertext: sealed.ciphertext, keyId: sealed.keyId }, exportOwner(id));
  return format === 'json' ? Buffer.from(text, 'utf8') : Buffer.from(text, 'base64');
}

/** Erases the files of one export. */
export async function eraseExportFiles(em: EntityManager, id: string): Promise<void> {
  await sql`
    update data_exports set json_ciphertext = null, json_key_id = null, pdf_ciphertext = null, pdf_key_id = null
    where id = ${id}`.execute(queries(em));
}

function stateOf({ hasFiles, requestedAt, readyAt, expiresAt, id }: ExportRow): ExportState {
  const iso = (value: string | null) => (value === null ? null : new Date(value).toISOString());
  const status = readyAt === null ? 'preparing' : hasFiles ? 'ready' : 'erased';
  return {
    id,
    status,
    requestedAt: new Date(requestedAt).toISOString(),
    readyAt: iso(readyAt),
    expiresAt: iso(expiresAt),
  };
}
