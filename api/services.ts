import { createCodeHash } from '../db/accounts/code-hash.ts';
import { createNirVault } from '../db/nir-vault.ts';
import type { ApiDeps } from './deps.ts';
import { FranceConnectProvider } from './franceconnect/provider.ts';
import { franceConnectSettings } from './franceconnect/settings.ts';
import { sharedPool } from './shared-pool.ts';
import { ApiKeyCheck } from './security/api-keys.ts';
import { createLoginLimits } from './security/login-limits.ts';
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
    codeHash: createCodeHash(config.CODE_HASH_KEY),
    loginLimits: createLoginLimits(pool),
    rateLimits: new RateLimits(pool),
    apiKeys: new ApiKeyCheck(clock),
    /** Null when it is not configured. */
    franceConnect: franceConnect === null ? null : new FranceConnectProvider(franceConnect, clock),
  };
}
