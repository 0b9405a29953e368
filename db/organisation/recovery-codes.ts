import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { recoveryCodeCount } from '../../domain/account/recovery-codes.ts';
import { queries as queriesOf } from '../database.ts';

const codeBytes = 10;

/**
 * Gives a member codes that stand in for the second factor, in place of those before. Within a transaction that holds the
 * member's row.
 * @returns the codes, to be shown once
 */
export async function giveRecoveryCodes(em: EntityManager, memberId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => randomBytes(codeBytes).toString('hex'));
  await deleteRecoveryCodes(em, memberId);
  await sql`
    insert into organisation_member_recovery_codes (member_id, code_hash)
    values ${sql.join(codes.map((text) => sql`(${memberId}, ${hashOf(text)})`))}`.execute(queriesOf(em));
  return codes;
}

/** Uses a code up; false when there is none such (any more). */
export async function takeRecoveryCode(em: EntityManager, memberId: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    update organisation_member_recovery_codes set used_at = now()
    where member_id = ${memberId} and code_hash = ${hashOf(code)} and used_at is null returning member_id`.execute(
    queriesOf(em),
  );
  return rows.length === 1;
}

/** Deletes a member's codes. */
export async function deleteRecoveryCodes(em: EntityManager, memberId: string): Promise<void> {
  await sql`delete from organisation_member_recovery_codes where member_id = ${memberId}`.execute(
    queriesOf(em),
  );
}

/** Typed with or without spaces and dashes, in either case. */
function hashOf(code: string): Buffer {
  return createHash('sha256').update(code.replace(/[\s-]/g, '').toLowerCase()).digest();
}
