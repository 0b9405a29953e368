import { createHmac, type KeyObject } from 'node:crypto';
import { SealedNirError } from '../domain/errors.ts';
import type { Nir } from '../domain/identity/nir.ts';
import { createKeyRing, type RingKeys, type Sealed, secretKey, UnopenedError } from './sealing/key-ring.ts';

const owner = 'the NIR vault';

/** A social security number as it is stored, and the id of its key. */
export type SealedNir = Sealed;

/** Keys of 32 bytes in base64, by id: the first seals, all open. */
export interface NirVaultKeys {
  keys: RingKeys;
  /** Keys of their own, separated by commas: the first makes the index of new rows, all find (docs/operations.md). */
  indexKey: string;
}

/** Hides social security numbers from whoever reads the database: sealed for one trainee each, found by a keyed hash. */
export interface NirVault {
  /** The id of the key that seals now. */
  readonly keyId: string;
  /** Names the key that makes indexes now, without telling it. */
  readonly indexKeyId: string;
  /** The keyed hash to find a number by; the same for the same number. */
  indexOf(nir: Nir): Buffer;
  /** The same under every index key, that of `indexOf` first: while keys are changed, a row may have any of them. */
  indexesOf(nir: Nir): Buffer[];
  /** Encrypts a number for one trainee: never twice to the same bytes. */
  seal(nir: Nir, traineeId: string): SealedNir;
  /** Encrypts any text for one owner, named with its kind: `registration:…`. */
  sealText(text: string, owner: string): SealedNir;
  /** Reads a number back. Throws `SealedNirError`: unknown key, changed bytes, or another trainee's row. */
  open(sealed: SealedNir, traineeId: string): Nir;
  /** Reads a text back. Throws `SealedNirError` likewise. */
  openText(sealed: SealedNir, owner: string): string;
}

/** Makes the vault from the configured keys. Throws when a key has not 32 bytes or an id stands twice. */
export function createNirVault({ keys, indexKey }: NirVaultKeys): NirVault {
  const ring = createKeyRing(keys, owner);
  const [index, ...olderIndexes] = indexKey.split(',').map((part) => secretKey(part.trim(), owner));
  if (index === undefined) throw new Error('The NIR vault needs an index key.');
  const hashed = (key: KeyObject, text: string) => createHmac('sha256', key).update(text).digest();
  const sealText = (text: string, place: string) => ring.seal(Buffer.from(text, 'utf8'), place);
  const openText = (sealed: SealedNir, place: string) => {
    try {
      return ring.open(sealed, place).toString('utf8');
    } catch (error) {
      throw error instanceof UnopenedError ? new SealedNirError(error.defect) : error;
    }
  };
  return {
    keyId: ring.keyId,
    indexKeyId: hashed(index, 'name of this key').toString('hex').slice(0, 16),
    indexOf: (nir) => hashed(index, nir),
    indexesOf: (nir) => [index, ...olderIndexes].map((key) => hashed(key, nir)),
    seal: sealText,
    sealText,
    // Checked before it was sealed: checking it again by tomorrow's rules could lose a number that was right today.
    open: (sealed, traineeId) => openText(sealed, traineeId) as Nir,
    openText,
  };
}
