import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { productName } from '../domain/product-name.ts';
import { localFiles } from './local-folder.ts';
import { ensureSecrets } from './secrets.ts';
import { writeText } from './write-file.ts';

const key = (): string => randomBytes(32).toString('base64');
const stripeKey = (): string => `sk_test_${randomBytes(24).toString('hex')}`;
const stripeWebhookSecret = (): string => `whsec_${randomBytes(24).toString('hex')}`;
const resendKey = (): string => `re_${randomBytes(16).toString('hex')}`;
const resendWebhookSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;
const localKeyRing = (): string => `local:${key()}`;
const localDecryptionKeyRing = (): string => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return `local:${privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`;
};

/** What the worker, the API and the demo data are told, beside what the developer's own environment says. */
export function stackEnvironment(services: {
  databaseUrl: string;
  temporalAddress: string;
  temporalUi: string | undefined;
  port: number;
  /** The address of the local Stripe; null when payments really go to Stripe. */
  payments: string | null;
  /** The port of the local identity provider; undefined when FranceConnect+ itself is configured. */
  identityPort: number | undefined;
  /** The address of the local mailbox; null when mails really go to Resend. */
  mailbox: string | null;
}): NodeJS.ProcessEnv {
  const secrets = ensureSecrets(localFiles.secrets, {
    SESSION_SECRET: key,
    NIR_ENCRYPTION_KEYS: localKeyRing,
    NIR_INDEX_KEY: key,
    DOCUMENT_ENCRYPTION_KEYS: localKeyRing,
    SECRETS_ENCRYPTION_KEYS: localKeyRing,
    CODE_HASH_KEY: key,
  });
  const settings = {
    ...secrets,
    ...paymentsSettings(services.payments),
    ...mailSettings(services.mailbox),
    ...identitySettings(services.identityPort),
    NODE_ENV: 'development',
    DATABASE_URL: services.databaseUrl,
    TEMPORAL_ADDRESS: services.temporalAddress,
    PORT: String(services.port),
    PUBLIC_URL: `http://localhost:${services.port}`,
    // A developer's receiver runs on the same machine.
    WEBHOOKS_ALLOW_PRIVATE: 'true',
    // Any free port: nobody asks for the worker's health on a developer's machine.
    WORKER_PORT: '0',
    ...(services.temporalUi === undefined ? {} : { TEMPORAL_UI_URL: services.temporalUi }),
  };
  writeText(localFiles.adminEnvironment, linesOf(settings));
  // The demo plays whole trainings within a day; a developer may choose another version.
  return {
    ...secrets,
    POLICY_VERSION: '2026-01-from-today',
    ...process.env,
    ...withoutSecrets(settings, secrets),
  };
}

/** What the site and the local identity provider are told of each other; its secrets last as the others do. */
function identitySettings(port: number | undefined): Record<string, string> {
  if (port === undefined) return {};
  const secrets = ensureSecrets(localFiles.secrets, {
    FRANCECONNECT_CLIENT_SECRET: key,
    FRANCECONNECT_DECRYPTION_KEYS: localDecryptionKeyRing,
  });
  return {
    FRANCECONNECT_ISSUER: `http://127.0.0.1:${port}/api/v2`,
    FRANCECONNECT_CLIENT_ID: 'dossier-formation',
    FRANCECONNECT_CLIENT_SECRET: secrets.FRANCECONNECT_CLIENT_SECRET,
    FRANCECONNECT_DECRYPTION_KEYS: secrets.FRANCECONNECT_DECRYPTION_KEYS,
  };
}

function paymentsSettings(address: string | null): Record<string, string> {
  if (address === null) return {};
  const { PAYMENTS_API_KEY, PAYMENTS_WEBHOOK_SECRET } = ensureSecrets(localFiles.secrets, {
    PAYMENTS_API_KEY: stripeKey,
    PAYMENTS_WEBHOOK_SECRET: stripeWebhookSecret,
  });
  return {
    STRIPE_SECRET_KEY: PAYMENTS_API_KEY,
    STRIPE_WEBHOOK_SECRET: PAYMENTS_WEBHOOK_SECRET,
    STRIPE_API_BASE: address,
    CHECKOUT_ORIGINS: new URL(address).origin,
  };
}

function mailSettings(address: string | null): Record<string, string> {
  if (address === null) return {};
  const { MAILBOX_API_KEY, MAILBOX_WEBHOOK_SECRET } = ensureSecrets(localFiles.secrets, {
    MAILBOX_API_KEY: resendKey,
    MAILBOX_WEBHOOK_SECRET: resendWebhookSecret,
  });
  return {
    RESEND_API_KEY: MAILBOX_API_KEY,
    RESEND_WEBHOOK_SECRET: MAILBOX_WEBHOOK_SECRET,
    RESEND_BASE_URL: address,
    MAIL_FROM: `${productName} <dossiers@localhost.example>`,
  };
}

/** The developer's own environment wins over the local secrets, never over the addresses of this stack. */
function withoutSecrets(settings: Record<string, string>, secrets: Record<string, string>) {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in secrets)));
}

function linesOf(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
