import { createDocumentVault } from '../db/documents/document-vault.ts';
import { createNirVault } from '../db/nir-vault.ts';
import { createUnsubscribeTokens } from '../db/notices/unsubscribe-tokens.ts';
import { createSecretBox } from '../db/secret-box.ts';
import type { ApiDeps } from './deps.ts';
import { sharedPool } from './shared-pool.ts';
import { createFeedLimits } from './security/feed-limits.ts';
import { createLoginLimits } from './security/login-limits.ts';

/** The dependencies, with what the API builds once from them. */
export type Services = ReturnType<typeof createServices>;

/** Builds what requests share. Connects to nothing. */
export function createServices(deps: ApiDeps) {
  const { config, db } = deps;
  const pool = sharedPool(db);
  return {
    ...deps,
    pool,
    vault: createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY }),
    documents: createDocumentVault(config.DOCUMENT_ENCRYPTION_KEYS),
    loginLimits: createLoginLimits(pool),
    secrets: createSecretBox(config.SECRETS_ENCRYPTION_KEYS),
    unsubscribe: createUnsubscribeTokens(config.SECRETS_ENCRYPTION_KEYS),
    feedLimits: createFeedLimits(pool),
  };
}
