import { timingSafeEqual } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { BirthName } from '../../domain/account/birth-name.ts';
import type { EmailAddress } from '../../domain/account/email-address.ts';
import type { Nir } from '../../domain/identity/nir.ts';
import type { Language } from '../../domain/language.ts';
import { queries } from '../database.ts';
import type { NirVault, SealedNir } from '../nir-vault.ts';
import { registrationOwner } from '../personal-data/sealed-columns.ts';
import type { Profile } from './profile.ts';

/** What a registration starts with; everything was checked before. */
export interface RegistrationIdentity {
  nir: Nir;
  birthName: BirthName;
  /** Null unless somebody trustworthy gave it, such as FranceConnect. */
  firstName: string | null;
  /** The FranceConnect+ identity that the account is to be linked to. */
  franceConnectSubject?: string;
  email: EmailAddress;
  passwordHash: string;
  /** In which language to write to them; French where it is absent. */
  language?: Language;
}

/** What is asked after the email is proven. */
export interface RegistrationProfile extends Profile {
  termsVersion: string;
  /** ISO 8601. */
  termsAcceptedAt: string;
}

/** A registration as it is begun. */
export interface NewRegistration {
  id: string;
  /** The id that the account will have. */
  traineeId: string;
  browserHash: Buffer;
  fingerprint: Buffer;
  identity: RegistrationIdentity;
}

/** Keeps a new registration, sealed. Nothing of it is an account yet. */
export async function insertRegistration(
  em: EntityManager,
  vault: NirVault,
  { id, traineeId, browserHash, fingerprint, identity }: NewRegistration,
): Promise<void> {
  const { ciphertext, keyId } = vault.sealText(JSON.stringify(identity), registrationOwner(id));
  await sql`
    insert into registrations (id, trainee_id, browser_hash, fingerprint, identity_ciphertext, identity_key_id)
    values (${id}, ${traineeId}, ${browserHash}, ${fingerprint}, ${ciphertext}, ${keyId})
    on conflict (id) do nothing`.execute(queries(em));
}

/** A registration's fingerprint, for the browser that began it; null for every other. */
export async function registrationOf(
  em: EntityManager,
  { id, browserHash }: { id: string; browserHash: Buffer },
): Promise<{ fingerprint: Buffer } | null> {
  const { rows } = await sql<{ fingerprint: Buffer }>`
    select fingerprint from registrations where id = ${id} and browser_hash = ${browserHash}`.execute(
    queries(em),
  );
  return rows[0] ?? null;
}

/** A registration as its activities read it; what was erased is null. */
export interface PendingRegistration {
  traineeId: string;
  identity: RegistrationIdentity | null;
  profile: RegistrationProfile | null;
}

/** Reads a registration; null when there is none (yet, or any more). Throws `SealedNirError` when it was tampered with. */
export async function readRegistration(
  em: EntityManager,
  vault: NirVault,
  id: string,
): Promise<PendingRegistration | null> {
  const { rows } = await sql<Row>`
    select trainee_id, identity_ciphertext, identity_key_id, profile_ciphertext, profile_key_id
    from registrations where id = ${id}`.execute(queries(em));
  const [row] = rows;
  if (row === undefined) return null;
  const opened = (ciphertext: Buffer | null, keyId: string | null): unknown =>
    ciphertext === null || keyId === null
      ? null
      : JSON.parse(vault.openText({ ciphertext, keyId } satisfies SealedNir, registrationOwner(id)));
  // Sealed by this very module, and nobody else can.
  return {
    traineeId: row.trainee_id,
    identity: opened(row.identity_ciphertext, row.identity_key_id) as RegistrationIdentity | null,
    profile: opened(row.profile_ciphertext, row.profile_key_id) as RegistrationProfile | null,
  };
}

interface Row {
  trainee_id: string;
  identity_ciphertext: Buffer | null;
  identity_key_id: string | null;
  profile_ciphertext: Buffer | null;
  profile_key_id: string | null;
}

/** Keeps what was said last of the person; a registration that was erased takes nothing. */
export async function saveProfile(
  em: EntityManager,
  vault: NirVault,
  id: string,
  profile: RegistrationProfile,
): Promise<void> {
  const { ciphertext, keyId } = vault.sealText(JSON.stringify(profile), registrationOwner(id));
  await sql`
    update registrations set profile_ciphertext = ${ciphertext}, profile_key_id = ${keyId}
    where id = ${id} and identity_ciphertext is not null`.execute(queries(em));
}

/**
 * Makes a code count, in place of those of an earlier sending; nothing once a code was right. Codes of one sending count beside
 * each other: an attempt that was cut off may have reached its reader.
 */
export async function addCode(
  em: EntityManager,
  { registrationId, sequence, codeHash }: { registrationId: string; sequence: number; codeHash: Buffer },
): Promise<void> {
  await em.transactional(async (tx) => {
    await sql`delete from registration_codes where registration_id = ${registrationId} and sequence < ${sequence}`.execute(
      queries(tx),
    );
    await sql`
      insert into registration_codes (registration_id, sequence, code_hash)
      select id, ${sequence}, ${codeHash} from registrations where id = ${registrationId} and proven_by is null`.execute(
      queries(tx),
    );
  });
}

/** Keeps an entered code, hashed, for the workflow's activity to compare; the same attempt once. */
export async function saveAttempt(
  em: EntityManager,
  attempt: { id: string; registrationId: string; codeHash: Buffer },
): Promise<void> {
  await sql`
    insert into registration_attempts (id, registration_id, code_hash)
    values (${attempt.id}, ${attempt.registrationId}, ${attempt.codeHash}) on conflict (id) do nothing`.execute(
    queries(em),
  );
}

/**
 * Tells whether an attempt holds the code, and if so uses the code up. The same attempt asked again gets the same answer: an
 * activity may have been answered and not heard.
 */
export async function tryCode(
  em: EntityManager,
  { registrationId, attemptId }: { registrationId: string; attemptId: string },
): Promise<boolean> {
  return await em.transactional(async (tx) => {
    const { rows } = await sql<{ proven_by: string | null; entered: Buffer }>`
      select registration.proven_by, attempt.code_hash as entered
      from registrations registration
      join registration_attempts attempt on attempt.registration_id = registration.id
      where registration.id = ${registrationId} and attempt.id = ${attemptId}
      for update of registration`.execute(queries(tx));
    const [row] = rows;
    if (row === undefined) return false;
    if (row.proven_by !== null) return row.proven_by === attemptId;
    const codes = await sql<{ hash: Buffer }>`
      select code_hash as hash from registration_codes where registration_id = ${registrationId}`.execute(
      queries(tx),
    );
    if (!codes.rows.some(({ hash }) => timingSafeEqual(hash, row.entered))) return false;
    await sql`update registrations set proven_by = ${attemptId} where id = ${registrationId}`.execute(
      queries(tx),
    );
    await eraseCodes(tx, registrationId);
    return true;
  });
}

async function eraseCodes(em: EntityManager, id: string): Promise<void> {
  await sql`delete from registration_codes where registration_id = ${id}`.execute(queries(em));
}

/** Erases what a registration says of a person, and keeps the fact that it was begun. */
export async function eraseContents(em: EntityManager, id: string): Promise<void> {
  await eraseCodes(em, id);
  await sql`
    update registrations set identity_ciphertext = null, identity_key_id = null, profile_ciphertext = null,
      profile_key_id = null
    where id = ${id}`.execute(queries(em));
}

/** Erases a registration whole. */
export async function eraseRegistration(em: EntityManager, id: string): Promise<void> {
  await sql`delete from registrations where id = ${id}`.execute(queries(em));
}
