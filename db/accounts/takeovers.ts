import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EmailAddress } from '../../domain/account/email-address.ts';
import { queries } from '../database.ts';
import { revokeFeed } from '../notices/calendar-feeds.ts';
import { linkIdentity } from '../people/identity-links.ts';
import { setEmail, setPassword } from './account.ts';
import { eraseLinks } from './account-requests.ts';
import { endSessions } from './http-sessions.ts';
import { removeSecondFactor } from './second-factors.ts';

/** An account that nobody's identity at FranceConnect+ stands for so far. */
export interface UnprovenAccount {
  id: string;
  birthName: string;
  firstName: string | null;
}

/** Finds the open account of a number that is linked to no identity; null when there is none. */
export async function unprovenAccount(
  em: EntityManager,
  nirIndexes: readonly Buffer[],
): Promise<UnprovenAccount | null> {
  const { rows } = await sql<UnprovenAccount>`
    select id, birth_name as "birthName", first_name as "firstName" from trainees
    where nir_index = any(${nirIndexes}) and closed_at is null
      and not exists (select from identity_links where trainee_id = trainees.id)`.execute(queries(em));
  return rows[0] ?? null;
}

/**
 * Gives an account to whom FranceConnect+ vouches for: another password and email, no second factor, no session, no link and no
 * calendar of whoever had it. Within a transaction. False, and the transaction is to be undone, when account or identity was
 * linked meanwhile, or the email is somebody's.
 */
export async function takeOver(
  em: EntityManager,
  traineeId: string,
  { subject, passwordHash, email }: { subject: string; passwordHash: string; email: EmailAddress },
): Promise<boolean> {
  const { rows } = await sql`
    select from trainees where id = ${traineeId} and closed_at is null for update`.execute(queries(em));
  if (rows.length === 0 || !(await linkIdentity(em, subject, traineeId))) return false;
  if (!(await setEmail(em, traineeId, email))) return false;
  await setPassword(em, traineeId, passwordHash);
  await removeSecondFactor(em, traineeId);
  await eraseLinks(em, traineeId);
  await revokeFeed(queries(em), { audience: 'trainee', id: traineeId });
  await endSessions(em, { traineeId });
  return true;
}
