import { createPrivateKey, createPublicKey, type JsonWebKey, webcrypto } from 'node:crypto';
import { compactDecrypt, type CompactJWEHeaderParameters } from 'jose';
import type { FranceConnectSettings } from './settings.ts';

type Keys = FranceConnectSettings['decryptionKeys'];

/** A private key as the client library takes it. */
export interface DecryptionKey {
  key: webcrypto.CryptoKey;
  alg: 'ECDH-ES';
  kid: string;
}

/** A public key as it is published. */
export type PublishedKey = JsonWebKey & { kid: string; use: 'enc'; alg: 'ECDH-ES' };

/** How FranceConnect+ encrypts for services that publish an EC key. */
export const contentEncryption = 'A256GCM';

/** The public half of the first key, as a JWK set: what the provider fetches in order to encrypt for us (RFC 7517). */
export function publishedKeys(keys: Keys): { keys: PublishedKey[] } {
  return {
    keys: keys.slice(0, 1).map(([kid, base64]) => {
      const publicKey = createPublicKey(privateKey(base64)).export({ format: 'jwk' });
      return { ...publicKey, kid, use: 'enc', alg: 'ECDH-ES' };
    }),
  };
}

/** All keys, for the client library. */
export async function importKeys(keys: Keys): Promise<DecryptionKey[]> {
  return await Promise.all(
    keys.map(async ([kid, base64]) => {
      const der = Buffer.from(base64, 'base64');
      const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
      const key = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['deriveBits']);
      return { key, alg: 'ECDH-ES', kid };
    }),
  );
}

/**
 * Takes the encryption off a token. The client library has checked it already; what remains, the signed token, is what the
 * provider wants back at logout.
 */
export async function withoutEncryption(token: string, keys: readonly DecryptionKey[]): Promise<string> {
  if (token.split('.').length !== 5) return token;
  const options = { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: [contentEncryption] };
  const { plaintext } = await compactDecrypt(
    token,
    ({ kid }: CompactJWEHeaderParameters) => {
      const found = keys.find((key) => key.kid === kid);
      if (found === undefined) throw new Error('The token was encrypted for a key that is not ours.');
      return found.key;
    },
    options,
  );
  return new TextDecoder().decode(plaintext);
}

function privateKey(base64: string) {
  return createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
}
