import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { createTrainee } from '../../../db/people/create-trainee.ts';
import { nirKey, parseNir } from '../../../domain/identity/nir.ts';
import { Browser } from '../../support/web-client.ts';
import {
  type FranceConnectWorld,
  logInByFranceConnect,
  startFranceConnect,
} from '../../support/franceconnect-world.ts';

const password = 'Mot-de-passe-42';
let world: FranceConnectWorld;
let site: string;
let browser: Browser;
let clockOffset = 0;
let order = 0;

beforeAll(async () => {
  world = await startFranceConnect({ clock: { now: () => Date.now() + clockOffset } });
  site = world.api.baseUrl;
});
afterAll(async () => {
  await world.stop();
});
beforeEach(async () => {
  browser = new Browser();
  clockOffset = 0;
  await sql`delete from identity_links`.execute(queries(world.api.db.em.fork()));
});

/** An account whose number and birth name are those of the provider's Camille Moreau, unless said otherwise. */
async function account({ start = '28505', birthName = 'Moreau' } = {}): Promise<{ id: string; nir: string }> {
  order += 1;
  const thirteen = `${start}99990${String(order).padStart(3, '0')}`;
  const nir = parseNir(thirteen + nirKey(thirteen));
  const email = `lien-${order}@exemple.test`;
  const person = { nir, password, birthName, firstName: 'Camille', email, phone: null, jobSeeker: false };
  const { id } = await createTrainee(world.api.db.em.fork(), world.api.vault, person);
  return { id, nir };
}

interface Answer {
  status: number;
  json: {
    code?: string;
    trainee?: { id: string };
    csrfToken?: string;
    pending?: unknown;
    linkedSince?: unknown;
  };
}

async function ask(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { status, text } = await browser.step(`${site}${path}`, {
    method,
    headers,
    ...(body ? { body } : {}),
  });
  return { status, json: text === '' ? {} : (JSON.parse(text) as Answer['json']) };
}

const link = (nir: string, given = password) =>
  ask('POST', '/api/franceconnect/link', { nir, password: given });

describe('an identity that opens no account yet', () => {
  test('asks what it is for, and shows itself masked', async () => {
    const end = await logInByFranceConnect(browser, world);
    expect(end.location).toBe(`${site}/connexion/franceconnect`);
    const { json } = await ask('GET', '/api/franceconnect');
    expect(json).toMatchObject({
      available: true,
      linkedSince: null,
      pending: { givenNames: 'C••• J•••', birthName: 'M•••', birthYear: 1985, email: 'c•••@identite.test' },
    });
    expect((await ask('GET', '/api/session')).status).toBe(401);
  });

  test('is linked by the number and password of the account, and opens it from then on', async () => {
    const { id, nir } = await account();
    await logInByFranceConnect(browser, world, { returnTo: '/mes-droits' });
    const linked = await link(nir);
    expect(linked).toMatchObject({ status: 200, json: { trainee: { id } } });
    expect((await ask('GET', '/api/franceconnect')).json).toMatchObject({ pending: null });

    browser = new Browser();
    const end = await logInByFranceConnect(browser, world, { returnTo: '/mes-droits' });
    expect(end.location).toBe(`${site}/mes-droits`);
    expect((await ask('GET', '/api/session')).json.trainee?.id).toBe(id);
  });

  test('is not linked by a wrong password', async () => {
    const { nir } = await account();
    await logInByFranceConnect(browser, world);
    expect(await link(nir, 'Autre-mot-de-passe-1')).toMatchObject({
      status: 401,
      json: { code: 'invalid_credentials' },
    });
    expect((await ask('GET', '/api/session')).status).toBe(401);
  });

  test.each([
    ['another birth name', { birthName: 'Lemoine' }],
    ['another sex', { start: '18505' }],
    ['another month of birth', { start: '28506' }],
    ['another year of birth', { start: '28405' }],
  ])('is not linked to the account of somebody with %s', async (_what, difference) => {
    const { nir } = await account(difference);
    await logInByFranceConnect(browser, world);
    expect(await link(nir)).toMatchObject({ status: 409, json: { code: 'franceconnect_identity_mismatch' } });
    expect((await ask('GET', '/api/session')).status).toBe(401);
  });

  test('opens one account, and an account is opened by one identity', async () => {
    const [first, second] = [await account(), await account()];
    await logInByFranceConnect(browser, world);
    const [pendingCookies] = [browser.cookiesFor(site)];
    expect((await link(first.nir)).status).toBe(200);
    // A window that was left open with the same identity, before the link.
    const left = new Browser();
    await logInByFranceConnect(left, world);
    expect(pendingCookies).not.toBe(browser.cookiesFor(site));
    const sameAgain = await ask('POST', '/api/franceconnect/link', { nir: second.nir, password });
    expect(sameAgain).toMatchObject({ status: 409, json: { code: 'franceconnect_nothing_pending' } });
    const { rows } = await sql<{ count: string }>`select count(*) from identity_links`.execute(
      queries(world.api.db.em.fork()),
    );
    expect(rows[0]?.count).toBe('1');
  });

  test('of another person cannot take over an account that is linked', async () => {
    const { nir } = await account();
    await logInByFranceConnect(browser, world);
    await link(nir);
    // The same person as far as number and name tell, under another subject.
    await sql`update identity_links set subject = 'somebody else'`.execute(queries(world.api.db.em.fork()));
    browser = new Browser();
    await logInByFranceConnect(browser, world);
    expect(await link(nir)).toMatchObject({ status: 409, json: { code: 'franceconnect_already_linked' } });
  });

  test('waits for ten minutes, and can be forgotten', async () => {
    const { nir } = await account();
    await logInByFranceConnect(browser, world);
    clockOffset = 10 * 60_000 + 1;
    expect((await ask('GET', '/api/franceconnect')).json.pending).toBeNull();
    expect(await link(nir)).toMatchObject({ status: 409, json: { code: 'franceconnect_nothing_pending' } });
    clockOffset = 0;
    expect((await ask('DELETE', '/api/franceconnect')).status).toBe(204);
    expect((await ask('GET', '/api/franceconnect')).json.pending).toBeNull();
  });

  test('is not linked by a request from another site', async () => {
    const { nir } = await account();
    await logInByFranceConnect(browser, world);
    const forged = await ask(
      'POST',
      '/api/franceconnect/link',
      { nir, password },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(forged).toMatchObject({ status: 403, json: { code: 'cross_site_request' } });
  });
});

describe('a link', () => {
  test('ends with the password, and the identity then waits again', async () => {
    const { nir } = await account();
    await logInByFranceConnect(browser, world);
    const { json } = await link(nir);
    const token = { 'x-csrf-token': json.csrfToken ?? '' };
    expect((await ask('GET', '/api/franceconnect')).json.linkedSince).toEqual(expect.any(String));
    const wrong = await ask('POST', '/api/franceconnect/unlink', { password: 'faux' }, token);
    expect(wrong).toMatchObject({ status: 422, json: { code: 'password_wrong' } });
    expect((await ask('POST', '/api/franceconnect/unlink', { password }, token)).status).toBe(204);
    const twice = await ask('POST', '/api/franceconnect/unlink', { password }, token);
    expect(twice).toMatchObject({ status: 409, json: { code: 'franceconnect_not_linked' } });
    const end = await logInByFranceConnect(new Browser(), world);
    expect(end.location).toBe(`${site}/connexion/franceconnect`);
  });
});
