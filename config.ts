import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { policyVersions } from './domain/policy/versions.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const key = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').length === 32, { error: '32 bytes in base64 are expected' });

/** `id:base64key[,id:base64key…]`: the first encrypts, all decrypt. */
const keyRing = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().split(':')))
  .pipe(z.array(z.tuple([z.string().min(1), key])).min(1));

/**
 * Every setting of the system, read once at start (`.env.example` lists them all). Nothing secret has a default: `npm start`
 * makes secrets of its own for local use.
 */
export const configSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(500).default(20),
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default('dossiers'),
  TEMPORAL_TLS: flag.default(false),
  TEMPORAL_TLS_CA_FILE: z.string().min(1).optional(),
  TEMPORAL_TLS_CERT_FILE: z.string().min(1).optional(),
  TEMPORAL_TLS_KEY_FILE: z.string().min(1).optional(),
  TEMPORAL_API_KEY: z.string().min(1).optional(),
  /** Where the web page of Temporal answers, for links; empty when there is none. */
  TEMPORAL_UI_URL: z.url().optional(),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The address that people's browsers use; decides on secure cookies. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  /** Where card payments are made: the only other sites to which a form of ours may lead (Content-Security-Policy). */
  CHECKOUT_ORIGINS: list
    .pipe(z.array(z.url({ protocol: /^https?$/ })))
    .transform((urls) => urls.map((url) => new URL(url).origin))
    .default(['https://checkout.stripe.com']),
  /** Proxies whose `X-Forwarded-For` is believed (addresses or ranges, separated by commas); none unless named. */
  TRUSTED_PROXIES: list.default([]),
  SESSION_SECRET: z.string().min(32),
  NIR_ENCRYPTION_KEYS: keyRing,
  NIR_INDEX_KEY: key,
  POLICY_VERSION: z.enum(policyVersions).default('2026-01'),
  /** Workflows bundled beforehand (`node worker/bundle.ts FILE`); without one the worker bundles them at start, in seconds. */
  WORKFLOW_BUNDLE_FILE: z.string().min(1).optional(),
  /** Port of the worker's health pages (`/healthz`, `/readyz`); 0 picks a free one. */
  WORKER_PORT: port.default(9464),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The settings after checking. */
export type Config = z.infer<typeof configSchema>;

/** A setting is missing or wrong; the message names each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Checks the settings. Throws a `ConfigError` that names every missing or wrong one, never its value. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = configSchema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The configuration is not complete (see .env.example):\n${lines.join('\n')}`);
}

/** How to reach Temporal, for the client's `Connection` and the worker's `NativeConnection` alike. */
export function temporalConnectionOptions(config: Config) {
  const { TEMPORAL_ADDRESS, TEMPORAL_API_KEY } = config;
  const tls = tlsOptions(config);
  return {
    address: TEMPORAL_ADDRESS,
    ...(tls === null ? {} : { tls }),
    ...(TEMPORAL_API_KEY === undefined ? {} : { apiKey: TEMPORAL_API_KEY }),
  };
}

function tlsOptions(config: Config) {
  const { TEMPORAL_TLS_CA_FILE: ca, TEMPORAL_TLS_CERT_FILE: crt, TEMPORAL_TLS_KEY_FILE: keyFile } = config;
  const wanted =
    config.TEMPORAL_TLS || config.TEMPORAL_API_KEY !== undefined || ca !== undefined || crt !== undefined;
  if (!wanted) return null;
  const pair =
    crt === undefined || keyFile === undefined
      ? null
      : { crt: readFileSync(crt), key: readFileSync(keyFile) };
  return {
    ...(ca === undefined ? {} : { serverRootCACertificate: readFileSync(ca) }),
    ...(pair === null ? {} : { clientCertPair: pair }),
  };
}
