import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from './database.ts';
import type { Sealed } from './sealing/key-ring.ts';

/** A form that was not taken, as it is stored. */
export interface KeptFormRow {
  /** Names the row in the address of the page that shows it. */
  readonly id: string;
  /** A mark of the person or browser that it is shown to again, and to nobody else. */
  readonly owner: string;
  readonly contents: Sealed;
  readonly expiresAt: Date;
}

/** How many forms wait for one owner at most: the oldest go first. */
const mostOfOwner = 5;

/** Keeps a form; what has expired goes. */
export async function keepForm(em: EntityManager, row: KeptFormRow, now: Date): Promise<void> {
  const { id, owner, contents, expiresAt } = row;
  await sql`
    with gone as (
      delete from kept_forms where expires_at < ${now.toISOString()} or id in (
        select id from kept_forms where owner = ${owner} order by expires_at desc offset ${mostOfOwner - 1}
      )
    )
    insert into kept_forms (id, owner, contents_ciphertext, contents_key_id, expires_at)
    values (${id}, ${owner}, ${contents.ciphertext}, ${contents.keyId}, ${expiresAt.toISOString()})`.execute(
    queries(em),
  );
}

/** Reads a form that waits for its owner; null when there is none, or not any more. */
export async function readKeptForm(
  em: EntityManager,
  { id, owner, now }: { id: string; owner: string; now: Date },
): Promise<Sealed | null> {
  const { rows } = await sql<Sealed>`
    select contents_ciphertext as ciphertext, contents_key_id as "keyId" from kept_forms
    where id = ${id} and owner = ${owner} and expires_at > ${now.toISOString()}`.execute(queries(em));
  return rows[0] ?? null;
}

/** Forgets a form of an owner: it was sent again, and taken. */
export async function forgetKeptForm(
  em: EntityManager,
  { id, owner }: Pick<KeptFormRow, 'id' | 'owner'>,
): Promise<void> {
  await sql`delete from kept_forms where id = ${id} and owner = ${owner}`.execute(queries(em));
}
