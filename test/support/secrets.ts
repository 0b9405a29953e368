import { randomBytes } from 'node:crypto';

/** The secrets that every process needs, fresh: the one place that grows with the settings. */
export function testSecrets() {
  const key = () => randomBytes(32).toString('base64');
  const keyRing = () => `test:${key()}`;
  return {
    SESSION_SECRET: key(),
    NIR_ENCRYPTION_KEYS: keyRing(),
    NIR_INDEX_KEY: key(),
    DOCUMENT_ENCRYPTION_KEYS: keyRing(),
    SECRETS_ENCRYPTION_KEYS: keyRing(),
    CODE_HASH_KEY: key(),
  };
}
