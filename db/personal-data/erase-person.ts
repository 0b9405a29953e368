import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';
import { traineeOfErasure } from './erasures.ts';
import { rowsOfTrainee } from './erased-tables.ts';

/** What no password has as its hash: nobody logs in. */
const noPassword = 'erased';

/**
 * Erases what is needed only to use an account: address, ways to log in, profile, exports. Who it was stays, for the records
 * that must be kept; the number is no longer found, so that the person may have another account.
 */
export async function eraseContact(em: EntityManager, erasureId: string, now: Date): Promise<void> {
  const traineeId = await traineeOfErasure(em, erasureId);
  if (traineeId === null) return;
  await em.transactional(async (tx) => {
    const q = queries(tx);
    for (const table of rowsOfTrainee) {
      await sql`delete from ${sql.table(table)} where trainee_id = ${traineeId}`.execute(q);
    }
    // Calendars of trainees and of organisations share a table, which therefore refers to neither.
    await sql`delete from calendar_feeds where audience = 'trainee' and owner_id = ${traineeId}`.execute(q);
    await sql`update trainees set ${sql.join(await blankColumns(tx))}, email = ${`${traineeId}@erased.invalid`},
      password_hash = ${noPassword}, nir_index = ${randomBytes(32)}, nir_index_key_id = null
      where id = ${traineeId}`.execute(q);
    await sql`update account_erasures set contact_erased_at = coalesce(contact_erased_at, ${now.toISOString()})
      where id = ${erasureId}`.execute(q);
  });
}

/** Until when a record about the person must be kept, in epoch milliseconds; null when there is none left. */
export async function recordsKeptUntil(
  em: EntityManager,
  erasureId: string,
  now: Date,
): Promise<number | null> {
  const traineeId = await traineeOfErasure(em, erasureId);
  const { rows } = await sql<{ count: number; until: number | null }>`
    select count(*)::integer as count, (extract(epoch from max(deadline_at)) * 1000)::float8 as until
    from dossiers where trainee_id = ${traineeId}`.execute(queries(em));
  const [found] = rows;
  if (found === undefined || found.count === 0) return null;
  return Math.max(now.getTime(), found.until ?? 0);
}

/** Erases who it was: the row stays, because the ledger of rights refers to it, and says nothing of anybody. */
export async function eraseIdentity(em: EntityManager, erasureId: string, now: Date): Promise<void> {
  const traineeId = await traineeOfErasure(em, erasureId);
  if (traineeId === null) return;
  await em.transactional(async (tx) => {
    const q = queries(tx);
    await sql`update trainees set ${sql.join(await blankColumns(tx))}, birth_name = '', first_name = '', job_seeker = false,
      nir_ciphertext = '', nir_key_id = 'erased', erased_at = coalesce(erased_at, ${now.toISOString()})
      where id = ${traineeId}`.execute(q);
    await sql`update account_erasures set erased_at = coalesce(erased_at, ${now.toISOString()})
      where id = ${erasureId}`.execute(q);
  });
}

/** Columns of an account that are its life as an account, and not what it says of a person. */
const keptColumns = ['id', 'created_at', 'closed_at', 'erased_at', 'first_name'];

/** Every column that may be empty, emptied: one that is added later is not forgotten. */
async function blankColumns(em: EntityManager) {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = 'trainees' and is_nullable = 'YES'`.execute(queries(em));
  const erased = rows
    .map(({ name }) => name)
    .filter((name) => !keptColumns.includes(name) && name !== 'nir_index_key_id');
  return erased.map((name) => sql`${sql.ref(name)} = null`);
}
