import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries as queriesOf } from '../database.ts';
import type { SecretBox } from '../secret-box.ts';
import { newTotpSecret, totpStep } from '../totp.ts';
import { deleteRecoveryCodes, giveRecoveryCodes, takeRecoveryCode } from './recovery-codes.ts';

/** Makes a member's second factor; it counts once a code of it was confirmed. Null when they have one already. */
export async function beginSecondFactor(
  em: EntityManager,
  box: SecretBox,
  memberId: string,
): Promise<string | null> {
  const secret = newTotpSecret();
  const { rows } = await sql`
    update organisation_members set totp_secret = ${box.seal(secret, memberFactorContext(memberId))}, totp_last_step = null
    where id = ${memberId} and totp_confirmed_at is null returning id`.execute(queriesOf(em));
  return rows.length === 1 ? secret : null;
}

/** The secret that was begun and not confirmed yet; null when there is none. */
export async function pendingSecret(
  em: EntityManager,
  box: SecretBox,
  memberId: string,
): Promise<string | null> {
  const { rows } = await sql<{ secret: Buffer }>`
    select totp_secret as secret from organisation_members
    where id = ${memberId} and totp_secret is not null and totp_confirmed_at is null`.execute(queriesOf(em));
  const row = rows[0];
  return row === undefined ? null : box.open(row.secret, memberFactorContext(memberId));
}

/**
 * Confirms a new second factor by one of its codes.
 * @returns ten codes that stand in for it once each, shown this once; null when the code is wrong or nothing was begun
 */
export async function confirmSecondFactor(
  em: EntityManager,
  box: SecretBox,
  { memberId, code, nowMs }: CodeCheck,
): Promise<string[] | null> {
  return await em.transactional(async (transaction) => {
    const factor = await lockFactor(transaction, memberId);
    if (factor?.secret === undefined || factor.secret === null || factor.confirmed) return null;
    const step = totpStep(
      box.open(factor.secret, memberFactorContext(memberId)),
      code,
      nowMs,
      factor.lastStep,
    );
    if (step === null) return null;
    await sql`
      update organisation_members set totp_confirmed_at = now(), totp_last_step = ${step}
      where id = ${memberId}`.execute(queriesOf(transaction));
    return await giveRecoveryCodes(transaction, memberId);
  });
}

/** A code that somebody gives. */
export interface CodeCheck {
  memberId: string;
  code: string;
  /** Epoch milliseconds. */
  nowMs: number;
}

/** Takes a code of the app, or one of the codes that stand in for it: each once, in whatever process. */
export async function takeCode(
  em: EntityManager,
  box: SecretBox,
  { memberId, code, nowMs }: CodeCheck,
): Promise<boolean> {
  return await em.transactional(async (transaction) => {
    const factor = await lockFactor(transaction, memberId);
    if (factor?.secret === undefined || factor.secret === null || !factor.confirmed) return false;
    const step = totpStep(
      box.open(factor.secret, memberFactorContext(memberId)),
      code,
      nowMs,
      factor.lastStep,
    );
    if (step === null) return await takeRecoveryCode(transaction, memberId, code);
    await sql`update organisation_members set totp_last_step = ${step} where id = ${memberId}`.execute(
      queriesOf(transaction),
    );
    return true;
  });
}

/**
 * Makes new codes that stand in for the second factor: those before are worth nothing. Within a transaction.
 * @returns the codes, shown this once; null when there is no second factor in force
 */
export async function replaceRecoveryCodes(em: EntityManager, memberId: string): Promise<string[] | null> {
  const factor = await lockFactor(em, memberId);
  return factor?.confirmed === true ? await giveRecoveryCodes(em, memberId) : null;
}

/**
 * Takes a member's second factor away: they may enrol another. Within a transaction.
 * @returns whether there was one in force
 */
export async function removeSecondFactor(em: EntityManager, memberId: string): Promise<boolean> {
  const factor = await lockFactor(em, memberId);
  await sql`
    update organisation_members set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
    where id = ${memberId}`.execute(queriesOf(em));
  await deleteRecoveryCodes(em, memberId);
  return factor?.confirmed ?? false;
}

/** Whether a member's second factor is in force, and how many codes that stand in for it are left. */
export interface FactorState {
  enabled: boolean;
  recoveryCodesLeft: number;
}

/** Reads the state of a member's second factor. */
export async function readFactorState(em: EntityManager, memberId: string): Promise<FactorState> {
  const { rows } = await sql<FactorState>`
    select totp_confirmed_at is not null as enabled,
      (select count(*)::integer from organisation_member_recovery_codes
        where member_id = ${memberId} and used_at is null) as "recoveryCodesLeft"
    from organisation_members where id = ${memberId}`.execute(queriesOf(em));
  return rows[0] ?? { enabled: false, recoveryCodesLeft: 0 };
}

interface Factor {
  secret: Buffer | null;
  confirmed: boolean;
  lastStep: number | null;
}

async function lockFactor(em: EntityManager, memberId: string): Promise<Factor | null> {
  const { rows } = await sql<Factor>`
    select totp_secret as secret, totp_confirmed_at is not null as confirmed, totp_last_step::float8 as "lastStep"
    from organisation_members where id = ${memberId} for update`.execute(queriesOf(em));
  return rows[0] ?? null;
}

/** What the secret of a member's second factor is sealed for. */
export function memberFactorContext(memberId: string): string {
  return `second-factor:${memberId}`;
}
