import { createHmac } from 'node:crypto';
import { SealedNirError } from '../domain/errors.ts';
import type { Nir } from '../domain/identity/nir.ts';
import { createKeyRing, type RingKeys, type Sealed, secretKey, UnopenedError } from './sealing/key-ring.ts';

const owner = 'the NIR vault';

/** A social security number as it is stored, and the id of its key. */
export type SealedNir = Sealed;

/** Keys of 32 bytes in base64, by id: the first seals, all open. `indexKey` is another key, of its own. */
export interface NirVaultKeys {
  keys: RingKeys;
  indexKey: string;
}

/** Hides social security numbers from whoever reads the database: sealed for one trainee each, found by a keyed hash. */
export interface NirVault {
  /** The keyed hash to find a number by; the same for the same number. */
  indexOf(nir: Nir): Buffer;
  /** Encrypts a number for one trainee: never twice to the same bytes. */
  seal(nir: Nir, traineeId: string): SealedNir;
  /** Reads a number back. Throws `SealedNirError`: unknown key, changed bytes, or another trainee's row. */
  open(sealed: SealedNir, traineeId: string): Nir;
}

/** Makes the vault from the configured keys. Throws when a key has not 32 bytes or an id stands twice. */
export function createNirVault({ keys, indexKey }: NirVaultKeys): NirVault {
  const ring = createKeyRing(keys, owner);
  const index = secretKey(indexKey, owner);
  return {
    indexOf: (nir) => createHmac('sha256', index).update(nir).digest(),
    seal: (nir, traineeId) => ring.seal(Buffer.from(nir, 'utf8'), traineeId),
    open: (sealed, traineeId) => {
      try {
        // Checked before it was sealed: checking it again by tomorrow's rules could lose a number that was right today.
        return ring.open(sealed, traineeId).toString('utf8') as Nir;
      } catch (error) {
        throw error instanceof UnopenedError ? new SealedNirError(error.defect) : error;
      }
    },
  };
}
