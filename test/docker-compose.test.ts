import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { configSchema, readConfig } from '../config.ts';
import { searchAttributes } from '../workflows/dossier/search-attributes.ts';

interface Service {
  image: string;
  user?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string;
  pids_limit?: number;
  networks?: string[];
  command?: string | string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  restart?: string;
  stop_grace_period?: string;
  ports?: string[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(`${root}docker-compose.yml`, 'utf8');
const { services, networks } = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean; ipam?: { config: { gateway: string }[] } }>;
};
const names = Object.keys(configSchema.shape);
const required = names.filter(
  (name) => !configSchema.shape[name as keyof typeof configSchema.shape].safeParse(undefined).success,
);

/** What must be given for the file to be used at all, and values that the schema accepts. */
const key = Buffer.alloc(32, 7).toString('base64');
const given: Record<string, string> = {
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
  POSTGRES_PASSWORD: 'superuser',
  DOSSIER_DB_PASSWORD: 'ours',
  TEMPORAL_DB_PASSWORD: 'theirs',
};

function service(name: string): Service {
  const found = services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

/** Fills in `${NAME:-default}` and `${NAME:?reason}` as Compose does. */
function filledIn(environment: Record<string, string> = {}): Record<string, string> {
  const fill = (value: string) =>
    value.replace(
      /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)\}/g,
      (_, name: string, otherwise?: string) => given[name] ?? otherwise ?? '',
    );
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(String(value))]));
}

describe.each(['worker', 'api'])('the service %s', (name) => {
  test('is told settings of the schema only, and all that have no default', () => {
    const told = Object.keys(service(name).environment ?? {});
    expect(told.filter((setting) => !names.includes(setting))).toEqual([]);
    expect(required.filter((setting) => !told.includes(setting))).toEqual([]);
  });

  test('is told settings that the schema accepts', () => {
    const config = readConfig(filledIn(service(name).environment));
    expect(config).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0' });
  });

  test('runs as a user that is not root, is asked for its health, and has time to stop', () => {
    const { user, healthcheck, stop_grace_period, restart } = service(name);
    expect(user).toBe('1000:1000');
    expect(healthcheck?.test.join(' ')).toContain('/healthz');
    expect(Number.parseInt(stop_grace_period ?? '0', 10)).toBeGreaterThanOrEqual(30);
    expect(restart).toBe('unless-stopped');
  });
});

describe.each(Object.keys(services))('the container of %s', (name) => {
  test('has no rights of root, and bounds on its memory and its processes', () => {
    const { user, cap_drop, security_opt, mem_limit, pids_limit } = service(name);
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect({ cap_drop, security_opt }).toEqual({
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(mem_limit).toMatch(/^\d+[mg]$/);
    expect(pids_limit).toBeGreaterThan(0);
  });
});

/** The services on a network. */
const on = (network: string) =>
  Object.keys(services).filter((name) => service(name).networks?.includes(network) === true);

describe('docker-compose.yml', () => {
  test('joins by networks what must talk, and no more', () => {
    expect(Object.fromEntries(Object.keys(networks).map((name) => [name, on(name)]))).toEqual({
      database: ['postgres', 'temporal-schema', 'temporal', 'worker', 'api'],
      temporal: ['temporal', 'temporal-namespace', 'temporal-ui', 'worker', 'api'],
      outside: ['worker'],
      operators: ['temporal-ui'],
      edge: ['api'],
    });
    expect(Object.keys(networks).filter((name) => networks[name]?.internal)).toEqual([
      'database',
      'temporal',
    ]);
  });

  test('keeps read-only what writes nothing of its own but data', () => {
    const writable = Object.keys(services).filter((name) => service(name).read_only !== true);
    expect(writable).toEqual(['temporal-schema', 'temporal', 'temporal-namespace', 'temporal-ui']);
  });

  test('takes images by digest, but the Web UI, and the program from a base by digest', () => {
    const images = Object.values(services).map(({ image }) => image);
    const foreign = images.filter((image) => !image.startsWith('dossier-formation:'));
    const byTag = foreign.filter((image) => !/^[\w./-]+:[\w.]+@sha256:[0-9a-f]{64}$/.test(image));
    expect(byTag).toEqual(['${TEMPORAL_UI_IMAGE:-temporalio/ui:2.49.1}']);
    const bases = readFileSync(`${root}Dockerfile`, 'utf8').match(/^FROM .*/gm) ?? [];
    expect(bases.length).toBeGreaterThan(0);
    for (const base of bases) expect(base).toMatch(/^FROM node:24-slim@sha256:[0-9a-f]{64}( AS \w+)?$/);
  });

  test('trusts the proxy of this host: the gateway of the network that the API is published on', () => {
    const [subnet] = networks['edge']?.ipam?.config ?? [];
    expect(filledIn(service('api').environment)['TRUSTED_PROXIES']).toBe(subnet?.gateway);
  });

  test('holds no secret: each comes from a variable that must be given, or may be left out', () => {
    const secrets = Object.values(services).flatMap(({ environment = {} }) =>
      Object.entries(environment).filter(([name]) =>
        /PASSWORD|PWD|SECRET|NIR_|_KEYS?$|^DATABASE_URL$/.test(name),
      ),
    );
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter(([, value]) => !/\$\{\w+:(\?.+|-)\}/.test(value))).toEqual([]);
  });

  test('registers the search attributes of the workflow', () => {
    const script = [service('temporal-namespace').command].flat().join('\n');
    const registered = [...script.matchAll(/(\w+)=(Keyword|Datetime)\b/g)].map(([pair]) => pair);
    const wanted = Object.values(searchAttributes).map(
      ({ name, type }) => `${name}=${type === 'DATETIME' ? 'Datetime' : 'Keyword'}`,
    );
    expect(registered.sort()).toEqual(wanted.sort());
  });

  test('starts each part when those it needs are ready', () => {
    const needs = (name: string) =>
      Object.entries(service(name).depends_on ?? {}).map(
        ([other, { condition }]) => `${other}: ${condition}`,
      );
    expect(needs('temporal')).toEqual(['temporal-schema: service_completed_successfully']);
    expect(needs('worker')).toEqual([
      'postgres: service_healthy',
      'temporal-namespace: service_completed_successfully',
    ]);
    expect(needs('api')).toEqual(['worker: service_healthy']);
  });

  test('opens no port to other machines', () => {
    const ports = Object.values(services).flatMap(({ ports: published = [] }) => published);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });
});

/** Where the client and its plug-ins are found. */
const inherited = Object.fromEntries(
  ['PATH', 'HOME', 'DOCKER_CONFIG'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
const compose = (args: string[], env: Record<string, string> = {}) =>
  spawnSync('docker', ['compose', ...args], {
    cwd: root,
    encoding: 'utf8',
    // Nothing of the developer's own environment or `.env` may fill a gap.
    env: { ...inherited, ...env, COMPOSE_DISABLE_ENV_FILE: '1' },
  });
const hasCompose = compose(['version']).status === 0;
const withCompose = hasCompose ? test : test.skip;

describe(`docker compose config${hasCompose ? '' : ' (skipped: “docker compose” is not installed here)'}`, () => {
  withCompose('accepts the file when all that is required is given', () => {
    const { status, stderr } = compose(['config', '--quiet'], given);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  withCompose('passes on what was given, and no default for it', () => {
    const { stdout } = compose(['config', '--format', 'json'], given);
    const { services: resolved } = JSON.parse(stdout) as { services: Record<string, Service> };
    expect(resolved['api']?.environment).toEqual(filledIn(service('api').environment));
  });

  withCompose.each(Object.keys(given))('names %s when it is not given', (name) => {
    const { status, stderr } = compose(['config', '--quiet'], { ...given, [name]: '' });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`required variable ${name} is missing`);
  });
});
