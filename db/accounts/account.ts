import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { EmailAddress } from '../../domain/account/email-address.ts';
import type { Nir } from '../../domain/identity/nir.ts';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';
import { sessionsFromOf } from './http-sessions.ts';

/** What changing a password or an email needs to know of an account. */
export interface Account {
  nir: Nir;
  /** Under today's key, whatever the row has: what attempts and devices are counted under. */
  nirIndex: Buffer;
  birthName: string;
  email: string;
  passwordHash: string;
  sessionsFrom: string;
  /** Its owner asked for its erasure. */
  isClosed: boolean;
}

/** Reads an account with its number; null when it is gone. Throws `SealedNirError` when the number was tampered with. */
export async function readAccount(em: EntityManager, vault: NirVault, id: string): Promise<Account | null> {
  const { rows } = await sql<Row>`
    select nir_ciphertext as ciphertext, nir_key_id as "keyId", birth_name as "birthName", email,
      password_hash as "passwordHash", ${sessionsFromOf('trainees')} as "sessionsFrom", closed_at is not null as "isClosed"
    from trainees where id = ${id}`.execute(queries(em));
  const [row] = rows;
  if (row === undefined) return null;
  const { ciphertext, keyId, ...rest } = row;
  const nir = vault.open({ ciphertext, keyId }, id);
  return { ...rest, nir, nirIndex: vault.indexOf(nir) };
}

interface Row extends Omit<Account, 'nir' | 'nirIndex'> {
  ciphertext: Buffer;
  keyId: string;
}

/** Sets another password. */
export async function setPassword(em: EntityManager, id: string, passwordHash: string): Promise<void> {
  await sql`update trainees set password_hash = ${passwordHash} where id = ${id}`.execute(queries(em));
}

/** Sets another email, unless it is somebody's: false then. */
export async function setEmail(em: EntityManager, id: string, email: EmailAddress): Promise<boolean> {
  const { rows } = await sql`
    update trainees set email = ${email}
    where id = ${id} and not exists (select from trainees other where other.id <> ${id} and lower(other.email) = lower(${email}))
    returning id`.execute(queries(em));
  return rows.length > 0;
}
