import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { DomainError } from '../domain/errors.ts';

const algorithm = 'aes-256-gcm';
const formatVersion = 1;
const ivLength = 12;
const tagLength = 16;

/** Keys of 32 bytes in base64, by id: the first seals, all open (`SECRETS_ENCRYPTION_KEYS`). */
export type KeyRing = readonly (readonly [id: string, key: string])[];

/**
 * Hides secrets that must be read back (signing secrets, second factors) from whoever reads the database. Sealed bytes:
 * version | length of key id | key id | IV (12) | tag (16) | ciphertext.
 */
export interface SecretBox {
  /**
   * Encrypts a text, never twice to the same bytes.
   * @param context what the secret belongs to, such as `webhook:<id>`: it opens there and nowhere else
   */
  seal(secret: string, context: string): Buffer;
  /** Reads it back. Throws a `DomainError` `unreadable_secret`: unknown key, changed bytes, or another context. */
  open(sealed: Buffer, context: string): string;
}

/** Makes the box from the configured keys. */
export function createSecretBox(ring: KeyRing): SecretBox {
  const keys = new Map(ring.map(([id, key]) => [id, derived(key)]));
  const [sealing] = keys;
  if (sealing === undefined) throw new Error('A secret box needs a key.');
  return {
    seal: (secret, context) => seal(secret, context, ...sealing),
    open: (sealed, context) => open(sealed, context, keys),
  };
}

function seal(secret: string, context: string, keyId: string, key: KeyObject): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  const header = Buffer.concat([Buffer.of(formatVersion, id.length), id]);
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength });
  cipher.setAAD(boundTo(header, context));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([header, iv, cipher.getAuthTag(), body]);
}

function open(sealed: Buffer, context: string, keys: ReadonlyMap<string, KeyObject>): string {
  const headerLength = 2 + (sealed[1] ?? 0);
  const header = sealed.subarray(0, headerLength);
  const key = keys.get(header.subarray(2).toString('utf8'));
  const bodyAt = headerLength + ivLength + tagLength;
  if (sealed[0] !== formatVersion || key === undefined || sealed.length < bodyAt) throw unreadable();
  const iv = sealed.subarray(headerLength, headerLength + ivLength);
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagLength });
  decipher.setAAD(boundTo(header, context));
  decipher.setAuthTag(sealed.subarray(headerLength + ivLength, bodyAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]).toString('utf8');
  } catch {
    throw unreadable();
  }
}

// Copied to another row, or under another key's name, a sealed secret no longer opens.
function boundTo(header: Buffer, context: string): Buffer {
  return Buffer.concat([header, Buffer.from(`\0${context}`, 'utf8')]);
}

// A key of its own for this purpose, whatever else the configured one may be used for.
function derived(base64: string): KeyObject {
  const bytes = hkdfSync('sha256', Buffer.from(base64, 'base64'), '', 'dossier-formation secret box', 32);
  return createSecretKey(Buffer.from(bytes));
}

function unreadable(): DomainError {
  return new DomainError('unreadable_secret', 'Un secret enregistré ne peut pas être relu.');
}
