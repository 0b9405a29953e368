import { createDocumentVault } from '../db/documents/document-vault.ts';
import { availableParallelism } from 'node:os';
import { createCodeHash } from '../db/accounts/code-hash.ts';
import { createNirVault } from '../db/nir-vault.ts';
import { createUnsubscribeTokens } from '../db/notices/unsubscribe-tokens.ts';
import { createSecretBox } from '../db/secret-box.ts';
import type { ApiDeps } from './deps.ts';
import { FranceConnectProvider } from './franceconnect/provider.ts';
import { franceConnectSettings } from './franceconnect/settings.ts';
import { UploadBudget } from './http/upload-budget.ts';
import { sharedPool } from './shared-pool.ts';
import { FairQueue } from './security/fair-queue.ts';
import { LoginGate } from './security/login-gate.ts';
import { RateLimits } from './security/rate-limits.ts';

/** The dependencies, with what the API builds once from them. */
export type Services = ReturnType<typeof createServices>;

/** Builds what requests share. Connects to nothing. */
export function createServices(deps: ApiDeps) {
  const { config, db, clock } = deps;
  const pool = sharedPool(db);
  const franceConnect = franceConnectSettings(config);
  return {
    ...deps,
    pool,
    vault: createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY }),
    documents: createDocumentVault(config.DOCUMENT_ENCRYPTION_KEYS),
    secrets: createSecretBox(config.SECRETS_ENCRYPTION_KEYS),
    codeHash: createCodeHash(config.CODE_HASH_KEY),
    loginGate: new LoginGate(clock),
    // One for each core: more at once would only make each slower.
    passwordQueue: new FairQueue({ atOnce: availableParallelism(), perLane: 80, altogether: 400 }),
    uploads: new UploadBudget(),
    rateLimits: new RateLimits(pool),
    /** Null when it is not configured. */
    franceConnect: franceConnect === null ? null : new FranceConnectProvider(franceConnect, clock),
    unsubscribe: createUnsubscribeTokens(config.SECRETS_ENCRYPTION_KEYS),
  };
}
