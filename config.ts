import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
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

/** `base64key[,base64key…]`: the first makes indexes, all find. Kept as it is given. */
const indexKeys = z
  .string()
  .refine((text) => text.split(',').every((part) => key.safeParse(part.trim()).success), {
    error: '32 bytes in base64 are expected, or several such keys separated by commas',
  });

/** `id:base64key[,id:base64key…]`: the first encrypts, all decrypt. */
const keyRing = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().split(':')))
  .pipe(z.array(z.tuple([z.string().min(1), key])).min(1));

/** `id:key[,id:key…]`, each an EC private key on P-256 (PKCS #8, DER, base64): the first is published, all decrypt. */
const decryptionKeyRing = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().split(':')))
  .pipe(
    z
      .array(
        z.tuple([
          z.string().min(1),
          z.base64().refine(isP256Key, { error: 'an EC key on P-256 is expected' }),
        ]),
      )
      .min(1),
  );

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
  /**
   * Proxies whose `X-Forwarded-For` is believed: addresses, ranges, or Express's names for ranges, separated by commas; `none`
   * says that there is no proxy.
   */
  TRUSTED_PROXIES: list
    .transform((names) => (names.join() === 'none' ? [] : names))
    .pipe(
      z.array(
        z
          .string()
          .refine(isProxyRange, { error: 'an address, or a range that is not everybody, is expected' }),
      ),
    )
    .default([]),
  SESSION_SECRET: z.string().min(32),
  NIR_ENCRYPTION_KEYS: keyRing,
  NIR_INDEX_KEY: indexKeys,
  DOCUMENT_ENCRYPTION_KEYS: keyRing,
  /** Stripe's secret key (`sk_…`); without one nobody can pay by card, and what needs that answers 503. */
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[rs]k_/, { error: 'a secret key of Stripe is expected' })
    .optional(),
  /** The signing secret of the webhook's endpoint (`whsec_…`). */
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, { error: "a webhook's signing secret is expected" })
    .optional(),
  /** What speaks Stripe's protocol in its place. */
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  /** How often payments whose webhook never came are asked about, in seconds. */
  PAYMENT_RECONCILIATION_SECONDS: z.coerce.number().int().min(1).max(86_400).default(600),
  /** Encrypt secrets that must be read back: second factors, signing secrets of keys and webhooks. */
  SECRETS_ENCRYPTION_KEYS: keyRing,
  /** FranceConnect+, or another OpenID provider that behaves like it; all four settings, or none. */
  FRANCECONNECT_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  FRANCECONNECT_CLIENT_ID: z.string().min(1).optional(),
  FRANCECONNECT_CLIENT_SECRET: z.string().min(1).optional(),
  FRANCECONNECT_DECRYPTION_KEYS: decryptionKeyRing.optional(),
  /** The lowest level of assurance that a login by FranceConnect+ must have. */
  FRANCECONNECT_ACR: z.enum(['eidas2', 'eidas3']).default('eidas2'),
  /** Hashes what is too short to hide by itself: codes of six digits, displayed codes, recovery codes. */
  CODE_HASH_KEY: key,
  POLICY_VERSION: z.enum(policyVersions).default('2026-01'),
  /** Key of Resend, which sends the mails; `npm start` runs a local mailbox instead when it is not given. */
  RESEND_API_KEY: z.string().min(1).optional(),
  /** What speaks Resend's protocol; Resend itself unless given. */
  RESEND_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Proves that events about mails come from Resend. */
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, { error: 'whsec_ and a secret in base64 are expected' })
    .optional(),
  /** From whom mails come: `Name <address>`. */
  MAIL_FROM: z
    .string()
    .regex(/^[^<>]*<?[^<>\s@]+@[^<>\s@]+>?$/, { error: 'Name <address> is expected' })
    .optional(),
  /** Mails sent in a second at most, by all workers together: the quota of the account. */
  MAIL_PER_SECOND: z.coerce.number().positive().max(1000).default(5),
  /** Lets webhooks go to private addresses, other ports and plain HTTP: for development and tests, refused in production. */
  WEBHOOKS_ALLOW_PRIVATE: flag.default(false),
  /** Workflows bundled beforehand (`node worker/bundle.ts FILE`); without one the worker has them bundled at start, in seconds. */
  WORKFLOW_BUNDLE_FILE: z.string().min(1).optional(),
  /** Which build of the program this is, such as its commit: workers of several builds then run side by side (docs/operations.md). */
  BUILD_ID: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .optional(),
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
  const missing = [
    ...missingInProduction(given),
    ...missingBehindProxy(given),
    ...forbiddenInProduction(given),
    ...missingTogether(given),
  ];
  if (result.success && missing.length === 0) return result.data;
  const lines = (result.error?.issues ?? []).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  lines.push(...missing.map((line) => `  ${line}`));
  throw new ConfigError(`The configuration is not complete (see .env.example):\n${lines.join('\n')}`);
}

const requiredInProduction = ['RESEND_API_KEY', 'RESEND_WEBHOOK_SECRET', 'MAIL_FROM'] as const;

/** Without these nobody would hear of a deadline; tests and commands may do without. */
function missingInProduction(given: Record<string, string | undefined>): string[] {
  if (!isProduction(given)) return [];
  return requiredInProduction
    .filter((name) => given[name] === undefined)
    .map((name) => `${name}: required in production`);
}

/**
 * The API speaks plain HTTP, so that an https address has a proxy in front. Unless that is known, all clients have one address,
 * and one of them uses up the attempts of everybody.
 */
function missingBehindProxy(given: Record<string, string | undefined>): string[] {
  const isBehindProxy = isProduction(given) && given['PUBLIC_URL']?.startsWith('http:') !== true;
  if (!isBehindProxy || given['TRUSTED_PROXIES'] !== undefined) return [];
  return [
    'TRUSTED_PROXIES: required in production with an https address (addresses of the proxy in front, or none)',
  ];
}

/** An organisation could have the service's own network called with it. */
function forbiddenInProduction(given: Record<string, string | undefined>): string[] {
  const isForbidden = isProduction(given) && given['WEBHOOKS_ALLOW_PRIVATE'] === 'true';
  return isForbidden ? ['WEBHOOKS_ALLOW_PRIVATE: true is refused in production'] : [];
}

function isProduction(given: Record<string, string | undefined>): boolean {
  return (given['NODE_ENV'] ?? 'production') === 'production';
}

/** How to send mails; null when the settings name no service. */
export function mailSettings(config: Config) {
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, MAIL_FROM: from } = config;
  if (apiKey === undefined || from === undefined) return null;
  return { apiKey, from, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

/** What is missing of settings that only make sense together. */
function missingTogether(given: Record<string, string | undefined>): string[] {
  const names = [
    'FRANCECONNECT_ISSUER',
    'FRANCECONNECT_CLIENT_ID',
    'FRANCECONNECT_CLIENT_SECRET',
    'FRANCECONNECT_DECRYPTION_KEYS',
  ] as const;
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === names.length) return [];
  return missing.map((name) => `${name}: needed with the other settings of FranceConnect+`);
}

const namedRanges = ['loopback', 'linklocal', 'uniquelocal'];

/** A range of everybody would let each client choose its own address. */
function isProxyRange(text: string): boolean {
  if (namedRanges.includes(text) || ipaddr.isValid(text)) return true;
  return ipaddr.isValidCIDR(text) && ipaddr.parseCIDR(text)[1] > 0;
}

function isP256Key(base64: string): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
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
