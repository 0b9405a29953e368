import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { SealDefect } from '../../domain/errors.ts';

const algorithm = 'aes-256-gcm';
const formatVersion = 1;
const keyLength = 32;
const ivLength = 12;
const tagLength = 16;
const headerLength = 1 + ivLength + tagLength;

/** Something as it is stored: version byte | IV (12) | tag (16) | ciphertext, and the id of its key. */
export interface Sealed {
  ciphertext: Buffer;
  keyId: string;
}

/** Keys of 32 bytes in base64, by id: the first seals, all open. */
export type RingKeys = readonly (readonly [id: string, key: string])[];

/** Something sealed cannot be opened; whoever keeps it says so in their own words. */
export class UnopenedError extends Error {
  override readonly name = 'UnopenedError';
  readonly defect: SealDefect;

  constructor(defect: SealDefect) {
    super(`sealed bytes cannot be opened: ${defect}`);
    this.defect = defect;
  }
}

/** Encrypts bytes (AES-256-GCM) for the place in which they are kept, and reads them back there alone. */
export interface KeyRing {
  /** The id of the key that seals now. */
  readonly keyId: string;
  /** Never twice to the same bytes. `place` names what they belong to: they open nowhere else. */
  seal(bytes: Buffer, place: string): Sealed;
  /** Throws `UnopenedError`: unknown key, changed bytes, or another place. */
  open(sealed: Sealed, place: string): Buffer;
}

/** Makes the ring of the configured keys. Throws, naming `owner`, when a key has not 32 bytes or an id stands twice. */
export function createKeyRing(keys: RingKeys, owner: string): KeyRing {
  const ring = new Map(keys.map(([id, key]) => [id, secretKey(key, owner)]));
  const [sealing] = ring;
  if (sealing === undefined || ring.size !== keys.length) {
    throw new Error(`The keys of ${owner} need distinct ids, and there must be at least one.`);
  }
  return {
    keyId: sealing[0],
    seal: (bytes, place) => seal(bytes, place, ...sealing),
    open: (sealed, place) => open(sealed, place, ring.get(sealed.keyId)),
  };
}

/** Reads a key of 32 bytes in base64. Throws, naming `owner`, when it has another length. */
export function secretKey(base64: string, owner: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== keyLength) throw new Error(`A key of ${owner} needs ${keyLength} bytes in base64.`);
  return createSecretKey(bytes);
}

function seal(bytes: Buffer, place: string, keyId: string, key: KeyObject): Sealed {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength });
  cipher.setAAD(boundTo(keyId, place));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return { ciphertext: Buffer.concat([Buffer.of(formatVersion), iv, cipher.getAuthTag(), body]), keyId };
}

function open({ ciphertext, keyId }: Sealed, place: string, key: KeyObject | undefined): Buffer {
  if (key === undefined) throw new UnopenedError('unknown_key');
  if (ciphertext.length <= headerLength || ciphertext[0] !== formatVersion)
    throw new UnopenedError('tampered');
  const iv = ciphertext.subarray(1, 1 + ivLength);
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagLength });
  decipher.setAAD(boundTo(keyId, place));
  decipher.setAuthTag(ciphertext.subarray(1 + ivLength, headerLength));
  try {
    return Buffer.concat([decipher.update(ciphertext.subarray(headerLength)), decipher.final()]);
  } catch {
    throw new UnopenedError('tampered');
  }
}

// What sealed bytes are bound to, so that copying them to another row, or naming another key, is found out.
function boundTo(keyId: string, place: string): Buffer {
  return Buffer.concat([Buffer.of(formatVersion), Buffer.from(`${keyId}\0${place}`, 'utf8')]);
}
