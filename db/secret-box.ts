import { hkdfSync } from 'node:crypto';
import { DomainError } from '../domain/errors.ts';
import { createKeyRing, type RingKeys, UnopenedError } from './sealing/key-ring.ts';

const formatVersion = 2;
const keyLength = 32;

/**
 * Hides secrets that must be read back (signing secrets, second factors) from whoever reads the database. Sealed bytes:
 * version | length of key id | key id | what the ring of keys sealed.
 */
export interface SecretBox {
  /** What everything that is sealed now begins with: version and key. */
  readonly header: Buffer;
  /**
   * Encrypts a text, never twice to the same bytes.
   * @param context what the secret belongs to, such as `webhook:<id>`: it opens there and nowhere else
   */
  seal(secret: string, context: string): Buffer;
  /** Reads it back. Throws a `DomainError` `unreadable_secret`: unknown key, changed bytes, or another context. */
  open(sealed: Buffer, context: string): string;
}

/** Makes the box from `SECRETS_ENCRYPTION_KEYS`: the first key seals, all open. Throws when an id stands twice. */
export function createSecretBox(keys: RingKeys): SecretBox {
  const ring = createKeyRing(
    keys.map(([id, key]) => [id, derived(key)] as const),
    'the secret box',
  );
  const header = headerOf(ring.keyId);
  return {
    header,
    seal: (secret, context) =>
      Buffer.concat([header, ring.seal(Buffer.from(secret, 'utf8'), context).ciphertext]),
    open: (sealed, context) => {
      const bodyAt = 2 + (sealed[1] ?? 0);
      const keyId = sealed.subarray(2, bodyAt).toString('utf8');
      if (!sealed.subarray(0, bodyAt).equals(headerOf(keyId))) throw unreadable();
      try {
        return ring.open({ ciphertext: sealed.subarray(bodyAt), keyId }, context).toString('utf8');
      } catch (error) {
        throw error instanceof UnopenedError ? unreadable() : error;
      }
    },
  };
}

function headerOf(keyId: string): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  return Buffer.concat([Buffer.of(formatVersion, id.length), id]);
}

// A key of its own for this purpose, whatever else the configured one may be used for.
function derived(base64: string): string {
  const key = Buffer.from(base64, 'base64');
  return Buffer.from(hkdfSync('sha256', key, '', 'dossier-formation secret box', keyLength)).toString(
    'base64',
  );
}

function unreadable(): DomainError {
  return new DomainError('unreadable_secret', 'Un secret enregistré ne peut pas être relu.');
}
