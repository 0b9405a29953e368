import { createHmac, createSecretKey } from 'node:crypto';

/** What a hashed code is for, so that none counts elsewhere. */
export type CodePurpose = 'captcha' | 'registration' | 'fingerprint' | 'recovery' | 'device';

/** Hashes a code under `CODE_HASH_KEY`, for one purpose and one owner. */
export type CodeHash = (purpose: CodePurpose, owner: string, code: string) => Buffer;

/**
 * Makes the hash of codes: they are too short to be hidden by a plain hash, and live too shortly to deserve a slow one.
 * @param key 32 bytes in base64
 */
export function createCodeHash(key: string): CodeHash {
  const secret = createSecretKey(Buffer.from(key, 'base64'));
  return (purpose, owner, code) =>
    createHmac('sha256', secret).update(`${purpose}\0${owner}\0${code}`, 'utf8').digest();
}
