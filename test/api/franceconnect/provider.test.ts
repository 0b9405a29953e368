import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { findPerson } from '../../../dev/identity/invented-people.ts';
import { type LocalIdentity, startIdentity } from '../../../dev/identity/start-identity.ts';
import { startApi } from '../../support/api.ts';
import { visitor } from '../../support/api-client.ts';
import { Browser } from '../../support/web-client.ts';
import {
  chooseIdentity,
  type FranceConnectWorld,
  logInByFranceConnect,
  startFranceConnect,
} from '../../support/franceconnect-world.ts';

let world: FranceConnectWorld;
let written = '';

beforeEach(async () => {
  written = '';
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, callback) => {
      written += chunk.toString();
      callback();
    },
  });
  world = await startFranceConnect({ logger: pino({ level: 'trace' }, sink) });
});
afterEach(async () => {
  await world.stop();
});

type Claims = Record<string, unknown>;

/** Lets the provider put other claims into the id tokens that it signs. */
function tamper({ provider }: LocalIdentity, change: (claims: Claims) => Claims): void {
  const prototype = provider.IdToken.prototype as unknown as { payload: (this: object) => Promise<Claims> };
  const payload = prototype.payload;
  prototype.payload = async function (this: object) {
    return change(await payload.call(this));
  };
}

async function codeAt(browser: Browser, url: string): Promise<[number, unknown]> {
  const { status, text } = await browser.step(url);
  return [status, (JSON.parse(text) as { code: unknown }).code];
}

describe('an answer that a provider has signed is refused', () => {
  test.each<[string, (claims: Claims) => Claims]>([
    ['with the nonce of another login', (claims) => ({ ...claims, nonce: 'x'.repeat(43) })],
    ['without a nonce', ({ nonce: _nonce, ...claims }) => claims],
    ['with the hash of another access token', (claims) => ({ ...claims, at_hash: 'another token' })],
    ['without a level of assurance', ({ acr: _acr, ...claims }) => claims],
    ['with a level of assurance that nobody knows', (claims) => ({ ...claims, acr: 'eidas9' })],
  ])('%s', async (_what, change) => {
    tamper(world.identity, change);
    const browser = new Browser();
    const [status] = await codeAt(browser, await chooseIdentity(browser, world));
    expect(status).toBe(403);
    expect((await browser.step(`${world.api.baseUrl}/api/session`)).status).toBe(401);
  });

  test('with a key that is not the one it published', async () => {
    const browser = new Browser();
    await logInByFranceConnect(browser, world);
    const { clientId, clientSecret, issuer } = world.identity;
    await world.identity.close();
    const port = Number(new URL(issuer).port);
    const impostor = await startIdentity({ siteUrl: world.api.baseUrl, port, clientId, clientSecret });
    try {
      const callback = await chooseIdentity(browser, world);
      expect(await codeAt(browser, callback)).toEqual([403, 'franceconnect_refused']);
    } finally {
      await impostor.close();
    }
  });
});

describe('while the provider is down', () => {
  test('a login says so at once, and everything else works', async () => {
    await world.identity.close();
    const browser = new Browser();
    const { baseUrl } = world.api;
    expect(await codeAt(browser, `${baseUrl}/auth/franceconnect`)).toEqual([
      503,
      'franceconnect_unavailable',
    ]);
    expect((await browser.step(`${baseUrl}/api/trainings`)).status).toBe(200);
    expect((await browser.step(`${baseUrl}/readyz`)).status).toBe(200);
  });

  test('a login that was under way says so too, and the next one works when it is back', async () => {
    const browser = new Browser();
    const callback = await chooseIdentity(browser, world);
    const { clientId, clientSecret, issuer } = world.identity;
    await world.identity.close();
    expect(await codeAt(browser, callback)).toEqual([503, 'franceconnect_unavailable']);
    const port = Number(new URL(issuer).port);
    const back = await startIdentity({ siteUrl: world.api.baseUrl, port, clientId, clientSecret });
    try {
      const end = await logInByFranceConnect(browser, { ...world, identity: back });
      expect(end.status).toBe(303);
    } finally {
      await back.close();
    }
  });
});

test('without its settings FranceConnect+ is not offered', async () => {
  const api = await startApi();
  try {
    const client = visitor(api);
    expect((await client.get('/api/franceconnect')).text).toContain('"available":false');
    for (const path of ['', '/callback?state=1&code=1', '/jwks']) {
      const { status, json } = await client.get(`/auth/franceconnect${path}`, {
        accept: 'application/json',
      });
      expect([status, json.code]).toEqual([503, 'franceconnect_not_configured']);
    }
  } finally {
    await api.stop();
  }
});

test('no token, code or personal data is logged, whatever happens', async () => {
  const browser = new Browser();
  const callback = await chooseIdentity(browser, world, { level: 'eidas1' });
  await browser.step(callback);
  await logInByFranceConnect(browser, world);
  tamper(world.identity, (claims) => ({ ...claims, nonce: 'x' }));
  const refused = await chooseIdentity(browser, world);
  await browser.step(refused);
  expect(written).toContain('login by FranceConnect+ failed');
  const person = findPerson('camille-moreau');
  const secrets = [callback, refused].flatMap((url) => [...new URL(url).searchParams.values()]);
  const canaries = [
    ...secrets.filter((value) => value !== world.identity.issuer),
    world.identity.clientSecret,
    'eyJ',
  ];
  const told = [
    ...canaries,
    person?.email ?? '',
    person?.family_name ?? '',
    'Jeanne',
    person?.birthdate ?? '',
  ];
  expect(told.filter((canary) => written.includes(canary))).toEqual([]);
});

test('the keys that are published are public ones', async () => {
  const { json } = await visitor(world.api).get('/auth/franceconnect/jwks');
  expect(json).toEqual({
    keys: [
      {
        kty: 'EC',
        crv: 'P-256',
        x: expect.any(String),
        y: expect.any(String),
        kid: 'test',
        use: 'enc',
        alg: 'ECDH-ES',
      },
    ],
  });
});
