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
];
