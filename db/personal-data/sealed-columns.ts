import { sql } from 'kysely';
import type { NirVault } from '../nir-vault.ts';
import { rotationBatch, type SealedSet } from '../sealing/rotate.ts';

/** A column whose values are sealed with the keys of `NIR_ENCRYPTION_KEYS` (`db/nir-vault.ts`). */
export interface SealedColumn {
  readonly table: string;
  /** The row's primary key. */
  readonly id: string;
  readonly ciphertext: string;
  readonly keyId: string;
  /** What a value is bound to, given its row's key. */
  owner(id: string): string;
}

const itself = (id: string): string => id;

/** What an export's files are bound to. */
export const exportOwner = (id: string): string => `export:${id}`;

/** What a registration's contents are bound to. */
export const registrationOwner = (id: string): string => `registration:${id}`;

/** What a new address is bound to until it is confirmed. */
export const accountRequestOwner = (id: string): string => `account-request:${id}`;

/** What the secret of a second factor is bound to. */
export const secondFactorOwner = (traineeId: string): string => `second-factor:${traineeId}`;

/** What a form that waits to be shown again is bound to. */
export const keptFormOwner = (id: string): string => `kept-form:${id}`;

/**
 * Every column that is sealed with those keys: a change of keys goes through them all. A test compares the list with the
 * database, so that none can be forgotten.
 */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'trainees', id: 'id', ciphertext: 'nir_ciphertext', keyId: 'nir_key_id', owner: itself },
  {
    table: 'data_exports',
    id: 'id',
    ciphertext: 'json_ciphertext',
    keyId: 'json_key_id',
    owner: exportOwner,
  },
  { table: 'data_exports', id: 'id', ciphertext: 'pdf_ciphertext', keyId: 'pdf_key_id', owner: exportOwner },
  ...(['identity', 'profile'] as const).map((part) => ({
    table: 'registrations',
    id: 'id',
    ciphertext: `${part}_ciphertext`,
    keyId: `${part}_key_id`,
    owner: registrationOwner,
  })),
  {
    table: 'account_requests',
    id: 'id',
    ciphertext: 'new_email_ciphertext',
    keyId: 'new_email_key_id',
    owner: accountRequestOwner,
  },
  {
    table: 'second_factors',
    id: 'trainee_id',
    ciphertext: 'secret_ciphertext',
    keyId: 'secret_key_id',
    owner: secondFactorOwner,
  },
  {
    table: 'kept_forms',
    id: 'id',
    ciphertext: 'contents_ciphertext',
    keyId: 'contents_key_id',
    owner: keptFormOwner,
  },
];

/** The same, as a change of keys goes through them. */
export function sealedPersonalData(vault: NirVault): SealedSet[] {
  return sealedColumns.map((column) => sealedColumn(vault, column));
}

/** One of them. */
export function sealedColumn(vault: NirVault, column: SealedColumn): SealedSet {
  const { table, id, ciphertext, keyId } = column;
  return {
    ...{ table, id, keyId, columns: [ciphertext], batch: rotationBatch },
    isOld: sql`${sql.ref(keyId)} <> ${vault.keyId}`,
    anew: ({ rowId, bytes, keyId: sealedWith }) => {
      const place = column.owner(rowId);
      const text = vault.openText({ ciphertext: bytes, keyId: sealedWith ?? '' }, place);
      const fresh = vault.sealText(text, place);
      return { bytes: fresh.ciphertext, keyId: fresh.keyId };
    },
  };
}
