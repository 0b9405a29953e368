import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { SealedNirError } from '../domain/errors.ts';
import type { Nir } from '../domain/identity/nir.ts';

const algorithm = 'aes-256-gcm';
const formatVersion = 1;
const keyLength = 32;
const ivLength = 12;
const tagLength = 16;
const headerLength = 1 + ivLength + tagLength;

/** A social security number as it is stored: version byte | IV (12) | tag (16) | ciphertext, and the id of its key. */
export interface SealedNir {
  ciphertext: Buffer;
  keyId: string;
}

/** Keys of 32 bytes in base64, by id: the first seals, all open. `indexKey` is another key, of its own. */
export interface NirVaultKeys {
  keys: readonly (readonly [id: string, key: string])[];
  indexKey: string;
}

/** Hides social security numbers from whoever reads the database: sealed for one trainee each, found by a keyed hash. */
export interface NirVault {
  /** The keyed hash to find a number by; the same for the same number. */
  indexOf(nir: Nir): Buffer;
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
  const ring = new Map(keys.map(([id, key]) => [id, secretKey(key)]));
  const [sealing] = ring;
  if (sealing === undefined || ring.size !== keys.length) {
    throw new Error('The keys of the NIR vault need distinct ids, and there must be at least one.');
  }
  const index = secretKey(indexKey);
  return {
    indexOf: (nir) => createHmac('sha256', index).update(nir).digest(),
    seal: (nir, traineeId) => seal(nir, traineeId, ...sealing),
    sealText: (text, owner) => seal(text, owner, ...sealing),
    // Checked before it was sealed: checking it again by tomorrow's rules could lose a number that was right today.
    open: (sealed, traineeId) => open(sealed, traineeId, ring.get(sealed.keyId)) as Nir,
    openText: (sealed, owner) => open(sealed, owner, ring.get(sealed.keyId)),
  };
}

function seal(text: string, owner: string, keyId: string, key: KeyObject): SealedNir {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength });
  cipher.setAAD(boundTo(keyId, owner));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { ciphertext: Buffer.concat([Buffer.of(formatVersion), iv, cipher.getAuthTag(), body]), keyId };
}

function open({ ciphertext, keyId }: SealedNir, owner: string, key: KeyObject | undefined): string {
  if (key === undefined) throw new SealedNirError('unknown_key');
  if (ciphertext.length <= headerLength || ciphertext[0] !== formatVersion)
    throw new SealedNirError('tampered');
  const iv = ciphertext.subarray(1, 1 + ivLength);
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagLength });
  decipher.setAAD(boundTo(keyId, owner));
  decipher.setAuthTag(ciphertext.subarray(1 + ivLength, headerLength));
  try {
    const body = decipher.update(ciphertext.subarray(headerLength));
    return Buffer.concat([body, decipher.final()]).toString('utf8');
  } catch {
    throw new SealedNirError('tampered');
  }
}

// What a sealed number is bound to, so that copying it to another row, or naming another key, is found out.
function boundTo(keyId: string, owner: string): Buffer {
  return Buffer.concat([Buffer.of(formatVersion), Buffer.from(`${keyId}\0${owner}`, 'utf8')]);
}

function secretKey(base64: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== keyLength)
    throw new Error(`A key of the NIR vault needs ${keyLength} bytes in base64.`);
  return createSecretKey(bytes);
}
