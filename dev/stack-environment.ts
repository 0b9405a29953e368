import { randomBytes } from 'node:crypto';
import { localFiles } from './local-folder.ts';
import { ensureSecrets } from './secrets.ts';

const key = (): string => randomBytes(32).toString('base64');

/** What the worker and the API are told, beside what the developer's own environment says. */
export function stackEnvironment(services: {
  databaseUrl: string;
  temporalAddress: string;
  port: number;
}): NodeJS.ProcessEnv {
  return {
    ...ensureSecrets(localFiles.secrets, { SESSION_SECRET: key, NIR_KEYS: key, NIR_INDEX_KEY: key }),
    ...process.env,
    NODE_ENV: 'development',
    DATABASE_URL: services.databaseUrl,
    TEMPORAL_ADDRESS: services.temporalAddress,
    PORT: String(services.port),
  };
}
