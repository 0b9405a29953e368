import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { sessionsFromOf } from '../accounts/http-sessions.ts';
import { queries } from '../database.ts';

/** The open account of a trainee, and since when its sessions count. */
export interface LinkedAccount {
  id: string;
  sessionsFrom: string;
}

/** Finds the open account that a FranceConnect+ identity leads to, and notes the login; null when there is none. */
export async function accountLinkedTo(em: EntityManager, subject: string): Promise<LinkedAccount | null> {
  const { rows } = await sql<LinkedAccount>`
    update identity_links set last_login_at = now() from trainees
    where provider = 'franceconnect' and subject = ${subject} and trainees.id = trainee_id and closed_at is null
    returning trainees.id, ${sessionsFromOf('trainees')} as "sessionsFrom"`.execute(queries(em));
  return rows[0] ?? null;
}

/**
 * Links a FranceConnect+ identity to an account, one for one; again for the same two changes nothing.
 * @returns false when either is linked to another
 */
export async function linkIdentity(em: EntityManager, subject: string, traineeId: string): Promise<boolean> {
  const { rows } = await sql`
    with added as (
      insert into identity_links (provider, subject, trainee_id) values ('franceconnect', ${subject}, ${traineeId})
      on conflict do nothing returning 1)
    select 1 from added
    union all
    select 1 from identity_links
    where provider = 'franceconnect' and subject = ${subject} and trainee_id = ${traineeId}`.execute(
    queries(em),
  );
  return rows.length > 0;
}

/** Ends the link of an account; false when there was none. */
export async function unlinkIdentity(em: EntityManager, traineeId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from identity_links where provider = 'franceconnect' and trainee_id = ${traineeId} returning 1`.execute(
    queries(em),
  );
  return rows.length > 0;
}

/** When an account was linked, ISO 8601; null when it is not. */
export async function linkedSince(em: EntityManager, traineeId: string): Promise<string | null> {
  const { rows } = await sql<{ linkedAt: string }>`
    select linked_at as "linkedAt" from identity_links
    where provider = 'franceconnect' and trainee_id = ${traineeId}`.execute(queries(em));
  return rows[0] === undefined ? null : new Date(rows[0].linkedAt).toISOString();
}
