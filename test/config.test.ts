import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { type Config, ConfigError, configSchema, mailSettings, readConfig } from '../config.ts';

const example = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8'));
const names = Object.keys(configSchema.shape) as (keyof Config)[];
const key = Buffer.alloc(32, 7).toString('base64');

const required = {
  DATABASE_URL: 'postgresql://dossier:password@localhost:5432/dossier',
  PUBLIC_URL: 'https://dossiers.example.fr',
  SESSION_SECRET: 'at-least-thirty-two-characters-long',
  NIR_ENCRYPTION_KEYS: `2026:${key}`,
  NIR_INDEX_KEY: key,
  DOCUMENT_ENCRYPTION_KEYS: `2026:${key}`,
  SECRETS_ENCRYPTION_KEYS: `2026:${key}`,
  CODE_HASH_KEY: key,
  RESEND_API_KEY: 're_of-a-test',
  RESEND_WEBHOOK_SECRET: `whsec_${key}`,
  MAIL_FROM: 'Dossiers <dossiers@example.fr>',
  TRUSTED_PROXIES: '10.0.0.1',
};

/** A value that is wrong for each setting that can be wrong; what stands in it must never be shown. */
const marker = 'tell-nobody';
const wrong: Partial<Record<keyof Config, string>> = {
  NODE_ENV: marker,
  DATABASE_URL: `mysql://root:${marker}@localhost/dossier`,
  DATABASE_POOL_SIZE: marker,
  TEMPORAL_TLS: marker,
  TEMPORAL_UI_URL: marker,
  PORT: marker,
  PUBLIC_URL: `ftp://${marker}.example.fr`,
  CHECKOUT_ORIGINS: marker,
  TRUSTED_PROXIES: marker,
  SESSION_SECRET: marker,
  NIR_ENCRYPTION_KEYS: `2026:${marker}`,
  NIR_INDEX_KEY: marker,
  DOCUMENT_ENCRYPTION_KEYS: `2026:${marker}`,
  STRIPE_SECRET_KEY: marker,
  STRIPE_WEBHOOK_SECRET: marker,
  STRIPE_API_BASE: marker,
  PAYMENT_RECONCILIATION_SECONDS: marker,
  SECRETS_ENCRYPTION_KEYS: `2026:${marker}`,
  FRANCECONNECT_ISSUER: `ftp://${marker}.example.fr`,
  FRANCECONNECT_DECRYPTION_KEYS: `2026:${marker}`,
  FRANCECONNECT_ACR: marker,
  CODE_HASH_KEY: marker,
  POLICY_VERSION: marker,
  RESEND_BASE_URL: marker,
  RESEND_WEBHOOK_SECRET: marker,
  MAIL_FROM: marker,
  MAIL_PER_SECOND: marker,
  WEBHOOKS_ALLOW_PRIVATE: marker,
  WORKER_PORT: marker,
  LOG_LEVEL: marker,
};

const secrets = names.filter((name) => /SECRET|PASSWORD|DATABASE_URL|_KEYS?$/.test(name));

function complaint(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The configuration was accepted');
}

describe('.env.example', () => {
  test('names every setting of the schema, and no other', () => {
    expect(Object.keys(example).sort()).toEqual([...names].sort());
  });

  test('shows the defaults, and leaves empty what must be filled in', () => {
    expect(readConfig({ ...example, ...required })).toEqual(readConfig(required));
    for (const name of Object.keys(required)) expect(example[name]).toBe('');
  });
});

describe('readConfig', () => {
  test.each(Object.keys(required))('names %s when it is missing or empty', (name) => {
    for (const value of [undefined, '']) {
      const message = complaint({ ...required, [name]: value });
      expect(message).toContain(`${name}:`);
      expect(message.trim().split('\n')).toHaveLength(2);
    }
  });

  test('names all that is missing at once', () => {
    const message = complaint({});
    for (const name of Object.keys(required)) expect(message).toContain(`${name}:`);
  });

  test.each(Object.entries(wrong))(
    'names %s when it is wrong, and does not repeat its value',
    (name, value) => {
      const message = complaint({ ...required, [name]: value });
      expect(message).toContain(name);
      expect(message).not.toContain(marker);
      for (const secret of Object.values(required)) expect(message).not.toContain(secret);
    },
  );

  test('gives no secret a default', () => {
    expect(secrets).toEqual(
      expect.arrayContaining([
        'DATABASE_URL',
        'SESSION_SECRET',
        'NIR_ENCRYPTION_KEYS',
        'NIR_INDEX_KEY',
        'DOCUMENT_ENCRYPTION_KEYS',
        'SECRETS_ENCRYPTION_KEYS',
        'CODE_HASH_KEY',
        'TEMPORAL_API_KEY',
        'RESEND_API_KEY',
        'RESEND_WEBHOOK_SECRET',
      ]),
    );
    const defaults = secrets.map((name) => configSchema.shape[name].safeParse(undefined).data);
    expect(defaults.filter((value) => value !== undefined)).toEqual([]);
  });

  test('wants the settings of FranceConnect+ together, and an EC key on P-256', () => {
    const ec = (namedCurve: string) =>
      generateKeyPairSync('ec', { namedCurve }).privateKey.export({ format: 'der', type: 'pkcs8' });
    const franceConnect = {
      FRANCECONNECT_ISSUER: 'https://auth.example.fr/api/v2',
      FRANCECONNECT_CLIENT_ID: 'id',
      FRANCECONNECT_CLIENT_SECRET: 'secret',
      FRANCECONNECT_DECRYPTION_KEYS: `2026:${ec('P-256').toString('base64')}`,
    };
    expect(readConfig({ ...required, ...franceConnect })).toMatchObject({ FRANCECONNECT_ACR: 'eidas2' });
    for (const name of Object.keys(franceConnect)) {
      expect(complaint({ ...required, ...franceConnect, [name]: '' })).toContain(`${name}:`);
    }
    const otherCurve = `2026:${ec('P-384').toString('base64')}`;
    expect(complaint({ ...required, ...franceConnect, FRANCECONNECT_DECRYPTION_KEYS: otherCurve })).toContain(
      'FRANCECONNECT_DECRYPTION_KEYS',
    );
  });

  test('asks for the settings of mails in production only', () => {
    const { RESEND_API_KEY: _key, RESEND_WEBHOOK_SECRET: _secret, MAIL_FROM: _from, ...others } = required;
    expect(mailSettings(readConfig({ ...others, NODE_ENV: 'test' }))).toBeNull();
    expect(mailSettings(readConfig(required))).toEqual({
      apiKey: required.RESEND_API_KEY,
      from: required.MAIL_FROM,
    });
  });

  test('asks in production behind https who the proxy is, or for the word that there is none', () => {
    const { TRUSTED_PROXIES: _proxies, ...others } = required;
    expect(complaint(others)).toContain('TRUSTED_PROXIES:');
    expect(readConfig({ ...others, TRUSTED_PROXIES: 'none' }).TRUSTED_PROXIES).toEqual([]);
    expect(readConfig({ ...others, NODE_ENV: 'development' }).TRUSTED_PROXIES).toEqual([]);
    expect(readConfig({ ...others, PUBLIC_URL: 'http://localhost:3000' }).TRUSTED_PROXIES).toEqual([]);
  });

  test('takes addresses, ranges and names of ranges as proxies, and no range of everybody', () => {
    const proxies = 'loopback, 10.0.0.0/8, fd00::/8, 192.0.2.7';
    expect(readConfig({ ...required, TRUSTED_PROXIES: proxies }).TRUSTED_PROXIES).toEqual(
      proxies.split(', '),
    );
    for (const range of ['0.0.0.0/0', '::/0', '10.0.0.1,0.0.0.0/0', 'none,10.0.0.1', '10.0.0.0/33']) {
      expect(complaint({ ...required, TRUSTED_PROXIES: range })).toContain('TRUSTED_PROXIES');
    }
  });

  test('refuses webhooks to private addresses in production, whether that is said or not', () => {
    const allowed = { ...required, WEBHOOKS_ALLOW_PRIVATE: 'true' };
    for (const env of [allowed, { ...allowed, NODE_ENV: 'production' }]) {
      expect(complaint(env)).toContain('WEBHOOKS_ALLOW_PRIVATE:');
    }
    expect(readConfig({ ...allowed, NODE_ENV: 'development' }).WEBHOOKS_ALLOW_PRIVATE).toBe(true);
    expect(readConfig({ ...required, WEBHOOKS_ALLOW_PRIVATE: 'false' }).WEBHOOKS_ALLOW_PRIVATE).toBe(false);
  });

  test('takes several encryption keys, the first of which encrypts', () => {
    const other = Buffer.alloc(32, 8).toString('base64');
    const { NIR_ENCRYPTION_KEYS } = readConfig({
      ...required,
      NIR_ENCRYPTION_KEYS: `2027:${other},2026:${key}`,
    });
    expect(NIR_ENCRYPTION_KEYS).toEqual([
      ['2027', other],
      ['2026', key],
    ]);
  });
});
