import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EmailAddress } from '../../domain/account/email-address.ts';
import type { AccountRequestKind } from '../../domain/account/account-requests.ts';
import { type Language, languages } from '../../domain/language.ts';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';

/** A mail to send to an account's owner; whether there is one may not be known yet. */
export interface NewAccountRequest {
  id: string;
  kind: AccountRequestKind;
  /** Known by id, when they are logged in. */
  traineeId?: string;
  /** Known by number alone: its index under every key, while keys are changed a row may have any of them. */
  nirIndexes?: readonly Buffer[];
  newEmail?: EmailAddress;
  /** Whose identity at FranceConnect+ it comes from. */
  subject?: string;
  /** Until when its link counts; absent when it has none. */
  expiresAt?: Date;
}

/** Keeps what a mail is about, for the activity that sends it. */
export async function insertAccountRequest(
  em: EntityManager,
  vault: NirVault,
  { id, kind, traineeId, nirIndexes = [], newEmail, subject, expiresAt }: NewAccountRequest,
): Promise<void> {
  const sealed = newEmail === undefined ? null : vault.sealText(newEmail, ownerOf(id));
  await sql`
    insert into account_requests (id, kind, trainee_id, new_email_ciphertext, new_email_key_id, franceconnect_subject,
      expires_at)
    values (${id}, ${kind}, coalesce(${traineeId ?? null}::uuid, (select id from trainees where nir_index = any(${nirIndexes}) limit 1)),
      ${sealed?.ciphertext ?? null}, ${sealed?.keyId ?? null}, ${subject ?? null}, ${expiresAt ?? null})`.execute(
    queries(em),
  );
}

/** A request with whom it is about. */
export interface AccountRequest {
  id: string;
  kind: AccountRequestKind;
  /** Null when nobody has that number. */
  traineeId: string | null;
  /** Where the owner reads mails. */
  email: string | null;
  /** In which language; the first one for nobody. */
  language: Language;
  newEmail: EmailAddress | null;
  /** Whose identity at FranceConnect+ it comes from. */
  subject: string | null;
}

/** Reads a request; null when there is none (yet, or any more). */
export async function readAccountRequest(
  em: EntityManager,
  vault: NirVault,
  id: string,
): Promise<AccountRequest | null> {
  return await find(em, vault, sql`request.id = ${id}`);
}

/** Reads the request that a link belongs to, while it counts. */
export async function requestOfToken(
  em: EntityManager,
  vault: NirVault,
  token: { kind: AccountRequestKind; tokenHash: Buffer; now: Date },
): Promise<AccountRequest | null> {
  const { kind, tokenHash, now } = token;
  return await find(
    em,
    vault,
    sql`request.kind = ${kind} and request.token_hash = ${tokenHash} and request.expires_at > ${now}`,
  );
}

/** Sets the link's token, in place of that of an attempt that failed. */
export async function setToken(em: EntityManager, id: string, tokenHash: Buffer): Promise<void> {
  await sql`update account_requests set token_hash = ${tokenHash} where id = ${id}`.execute(queries(em));
}

/** Erases a request; false when it was gone: of two that use a link at once, one alone erases it. */
export async function eraseAccountRequest(em: EntityManager, id: string): Promise<boolean> {
  const { rows } = await sql`delete from account_requests where id = ${id} returning id`.execute(queries(em));
  return rows.length > 0;
}

/**
 * Erases every link of an account, those that were not mailed yet included: a new password or a new address makes those asked for
 * before worthless.
 */
export async function eraseLinks(em: EntityManager, traineeId: string): Promise<void> {
  await sql`
    delete from account_requests where expires_at is not null and trainee_id = ${traineeId}`.execute(
    queries(em),
  );
}

async function find(
  em: EntityManager,
  vault: NirVault,
  condition: ReturnType<typeof sql>,
): Promise<AccountRequest | null> {
  const { rows } = await sql<Row>`
    select request.id, request.kind, trainee.id as trainee_id, trainee.email, trainee.language, request.new_email_ciphertext as ciphertext,
      request.new_email_key_id as key_id, request.franceconnect_subject as subject
    from account_requests request
    left join trainees trainee on trainee.id = request.trainee_id
    where ${condition}`.execute(queries(em));
  const [row] = rows;
  if (row === undefined) return null;
  const { id, kind, trainee_id: traineeId, email, ciphertext, key_id: keyId, subject } = row;
  const language = row.language ?? languages[0];
  // Checked before it was sealed.
  const newEmail =
    ciphertext === null || keyId === null
      ? null
      : (vault.openText({ ciphertext, keyId }, ownerOf(id)) as EmailAddress);
  return { id, kind, traineeId, email, language, newEmail, subject };
}

interface Row {
  id: string;
  kind: AccountRequestKind;
  trainee_id: string | null;
  email: string | null;
  language: Language | null;
  ciphertext: Buffer | null;
  subject: string | null;
  key_id: string | null;
}

function ownerOf(id: string): string {
  return `account-request:${id}`;
}
