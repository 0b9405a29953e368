import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';

/** A trainee's second factor. */
export interface SecondFactor {
  /** In base32. */
  secret: string;
  confirmed: boolean;
}

/** Reads a second factor; null when there is none. Throws `SealedNirError` when it was tampered with. */
export async function readSecondFactor(
  em: EntityManager,
  vault: NirVault,
  traineeId: string,
): Promise<SecondFactor | null> {
  const { rows } = await sql<{ ciphertext: Buffer; keyId: string; confirmed: boolean }>`
    select secret_ciphertext as ciphertext, secret_key_id as "keyId", confirmed_at is not null as confirmed
    from second_factors where trainee_id = ${traineeId}`.execute(queries(em));
  const [row] = rows;
  return row === undefined
    ? null
    : { secret: vault.openText(row, ownerOf(traineeId)), confirmed: row.confirmed };
}

/** Keeps a secret to be confirmed, in place of one that never was; false when one is confirmed already. */
export async function proposeSecret(
  em: EntityManager,
  vault: NirVault,
  { traineeId, secret }: { traineeId: string; secret: string },
): Promise<boolean> {
  const { ciphertext, keyId } = vault.sealText(secret, ownerOf(traineeId));
  const { rows } = await sql`
    insert into second_factors as factor (trainee_id, secret_ciphertext, secret_key_id)
    values (${traineeId}, ${ciphertext}, ${keyId})
    on conflict (trainee_id) do update set secret_ciphertext = ${ciphertext}, secret_key_id = ${keyId}, last_step = 0
    where factor.confirmed_at is null
    returning trainee_id`.execute(queries(em));
  return rows.length > 0;
}

/** Uses a time step up; false when it, or a later one, was used before: a code that was overheard opens nothing. */
export async function useStep(em: EntityManager, traineeId: string, step: number): Promise<boolean> {
  const { rows } = await sql`
    update second_factors set last_step = ${step} where trainee_id = ${traineeId} and last_step < ${step}
    returning trainee_id`.execute(queries(em));
  return rows.length > 0;
}

/** Confirms a secret with its recovery codes; false when it was confirmed already. */
export async function confirmSecret(
  em: EntityManager,
  { traineeId, codeHashes, at }: { traineeId: string; codeHashes: readonly Buffer[]; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update second_factors set confirmed_at = ${at} where trainee_id = ${traineeId} and confirmed_at is null
    returning trainee_id`.execute(queries(em));
  if (rows.length === 0) return false;
  await keepRecoveryCodes(em, traineeId, codeHashes);
  return true;
}

/**
 * Puts recovery codes in place of those before; false when the second factor is not on. Within a transaction: of two at once,
 * the codes of one alone are left.
 */
export async function replaceRecoveryCodes(
  em: EntityManager,
  { traineeId, codeHashes }: { traineeId: string; codeHashes: readonly Buffer[] },
): Promise<boolean> {
  const { rows } = await sql`
    select from second_factors where trainee_id = ${traineeId} and confirmed_at is not null for update`.execute(
    queries(em),
  );
  if (rows.length === 0) return false;
  await sql`delete from recovery_codes where trainee_id = ${traineeId}`.execute(queries(em));
  await keepRecoveryCodes(em, traineeId, codeHashes);
  return true;
}

/** Uses a recovery code up; false when there is none such (any more). */
export async function useRecoveryCode(em: EntityManager, traineeId: string, hash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    delete from recovery_codes where trainee_id = ${traineeId} and code_hash = ${hash} returning trainee_id`.execute(
    queries(em),
  );
  return rows.length > 0;
}

/** How many recovery codes are left. */
export async function recoveryCodesLeft(em: EntityManager, traineeId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from recovery_codes where trainee_id = ${traineeId}`.execute(queries(em));
  return rows[0]?.left ?? 0;
}

/** Takes the second factor away, with its recovery codes; false when there is none. */
export async function removeSecondFactor(em: EntityManager, traineeId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from second_factors where trainee_id = ${traineeId} returning confirmed_at`.execute(queries(em));
  return rows.length > 0;
}

async function keepRecoveryCodes(
  em: EntityManager,
  traineeId: string,
  codeHashes: readonly Buffer[],
): Promise<void> {
  for (const hash of codeHashes) {
    await sql`insert into recovery_codes (trainee_id, code_hash) values (${traineeId}, ${hash})`.execute(
      queries(em),
    );
  }
}

function ownerOf(traineeId: string): string {
  return `second-factor:${traineeId}`;
}
