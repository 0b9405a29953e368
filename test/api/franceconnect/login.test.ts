import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { linkIdentity } from '../../../db/people/identity-links.ts';
import { findPerson, subjectOf } from '../../../dev/identity/invented-people.ts';
import { aTrainee, type TestTrainee } from '../../support/api-people.ts';
import { Browser } from '../../support/web-client.ts';
import {
  backToSite,
  chooseIdentity,
  type FranceConnectWorld,
  logInByFranceConnect,
  openProvider,
  startFranceConnect,
} from '../../support/franceconnect-world.ts';

let world: FranceConnectWorld;
let site: string;
let trainee: TestTrainee;
let browser: Browser;
let clockOffset = 0;

beforeAll(async () => {
  world = await startFranceConnect({ clock: { now: () => Date.now() + clockOffset } });
  site = world.api.baseUrl;
  trainee = await aTrainee(world.api);
  const camille = findPerson('camille-moreau');
  if (camille === undefined) throw new Error('nobody of that name');
  await linkIdentity(world.api.db.em.fork(), subjectOf(camille), trainee.id);
});
afterAll(async () => {
  await world.stop();
});
beforeEach(() => {
  browser = new Browser();
  clockOffset = 0;
});

async function whoAmI(): Promise<{ status: number; id?: string; code?: string }> {
  const { status, text } = await browser.step(`${site}/api/session`);
  const json = JSON.parse(text) as { trainee?: { id: string }; code?: string };
  return { status, ...(json.trainee === undefined ? {} : { id: json.trainee.id }), ...json };
}

async function problemAt(url: string): Promise<{ status: number; code: unknown }> {
  const { status, text } = await browser.step(url);
  return { status, code: (JSON.parse(text) as { code?: unknown }).code };
}

function altered(url: string, changes: Record<string, string>): string {
  const changed = new URL(url);
  for (const [name, value] of Object.entries(changes)) changed.searchParams.set(name, value);
  return changed.href;
}

describe('a login by FranceConnect+', () => {
  test('opens the account that the identity is linked to, and leads to the list of dossiers', async () => {
    const end = await logInByFranceConnect(browser, world);
    expect([end.status, end.location]).toEqual([303, `${site}/dossiers`]);
    expect(await whoAmI()).toMatchObject({ status: 200, id: trainee.id });
  });

  test('leads back to the page it was begun from, if that is one of ours', async () => {
    const own = await logInByFranceConnect(browser, world, { returnTo: '/dossiers/4042234296?vue=2' });
    expect(own.location).toBe(`${site}/dossiers/4042234296?vue=2`);
    const wrong = [
      'https://autre.test/',
      '//autre.test',
      '/\\autre.test',
      '/api/session',
      'javascript:1',
      '/dossiers/\r\nx: 1',
    ];
    for (const returnTo of wrong) {
      const end = await logInByFranceConnect(new Browser(), world, { returnTo });
      expect(end.location).toBe(`${site}/dossiers`);
    }
  });

  test('asks for what the rules need: PKCE, nonce, level of assurance, a new identification', async () => {
    const { location } = await browser.step(`${site}/auth/franceconnect`);
    const asked = new URL(location ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      acr_values: 'eidas2',
      prompt: 'login',
      code_challenge_method: 'S256',
      redirect_uri: `${site}/auth/franceconnect/callback`,
    });
    // FranceConnect+ wants 32 characters at least.
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.get(name)?.length).toBeGreaterThanOrEqual(32);
    }
  });

  test('gives the session a new id', async () => {
    const callback = await chooseIdentity(browser, world);
    const before = browser.cookiesFor(site);
    await browser.step(callback);
    expect(browser.cookiesFor(site)).not.toBe(before);
    const stale = await new Browser().step(`${site}/api/session`, { headers: { cookie: before } });
    expect(stale.status).toBe(401);
  });

  test('takes a higher level than the one asked for', async () => {
    const end = await logInByFranceConnect(browser, world, { level: 'eidas3' });
    expect(end.location).toBe(`${site}/dossiers`);
  });

  test('works in two windows of one browser, whichever ends first', async () => {
    const first = await openProvider(browser, world.api, '/dossiers/4000000001');
    const second = await openProvider(browser, world.api, '/dossiers/4000000002');
    const choice = { person: 'camille-moreau', level: 'eidas2' };
    const secondEnd = await browser.step(await backToSite(browser, await browser.submit(second, choice)));
    const firstEnd = await browser.step(await backToSite(browser, await browser.submit(first, choice)));
    expect([firstEnd.location, secondEnd.location]).toEqual([
      `${site}/dossiers/4000000001`,
      `${site}/dossiers/4000000002`,
    ]);
    expect((await whoAmI()).id).toBe(trainee.id);
  });
});

describe('nobody is logged in', () => {
  test('with a level of assurance that is too low', async () => {
    const callback = await chooseIdentity(browser, world, { level: 'eidas1' });
    expect(await problemAt(callback)).toEqual({ status: 403, code: 'franceconnect_level_too_low' });
    expect((await whoAmI()).status).toBe(401);
  });

  test('who cancels at the provider', async () => {
    const cancelled = await browser.submit(await openProvider(browser, world.api), { cancel: '1' });
    const callback = await backToSite(browser, cancelled);
    expect(await problemAt(callback)).toEqual({ status: 403, code: 'franceconnect_cancelled' });
  });

  test('with a forged state, or none', async () => {
    const callback = await chooseIdentity(browser, world);
    for (const url of [
      altered(callback, { state: 'x'.repeat(43) }),
      `${site}/auth/franceconnect/callback?code=1`,
    ]) {
      expect(await problemAt(url)).toEqual({ status: 400, code: 'franceconnect_state_unknown' });
    }
    expect((await whoAmI()).status).toBe(401);
  });

  test('with an answer that came to another browser', async () => {
    const callback = await chooseIdentity(browser, world);
    browser = new Browser();
    await openProvider(browser, world.api);
    expect(await problemAt(callback)).toEqual({ status: 400, code: 'franceconnect_state_unknown' });
  });

  test('with the code of one login and the state of another', async () => {
    const first = await chooseIdentity(browser, world);
    const second = await chooseIdentity(browser, world);
    const code = new URL(first).searchParams.get('code') ?? '';
    expect(await problemAt(altered(second, { code }))).toEqual({
      status: 403,
      code: 'franceconnect_refused',
    });
    expect((await whoAmI()).status).toBe(401);
  });

  test('with the answer of another provider', async () => {
    const callback = altered(await chooseIdentity(browser, world), { iss: 'https://autre.test/api/v2' });
    expect(await problemAt(callback)).toEqual({ status: 403, code: 'franceconnect_refused' });
  });

  test('by an answer that has served, whoever sends it again', async () => {
    const callback = await chooseIdentity(browser, world);
    await browser.step(callback);
    expect(await problemAt(callback)).toEqual({ status: 400, code: 'franceconnect_state_unknown' });
    const next = await chooseIdentity(browser, world);
    const answers = await Promise.all([browser.step(next), browser.step(next), new Browser().step(next)]);
    // Two at once make the provider withdraw what it gave for the code.
    expect(answers.filter(({ status }) => status === 303).length).toBeLessThanOrEqual(1);
    expect(answers[2]?.status).toBe(400);
  });

  test('who took more than ten minutes', async () => {
    const callback = await chooseIdentity(browser, world);
    clockOffset = 10 * 60_000 + 1;
    expect(await problemAt(callback)).toEqual({ status: 400, code: 'franceconnect_state_unknown' });
  });
});

describe('logging out', () => {
  test('ends the session here, then the one at the provider, and comes back', async () => {
    await logInByFranceConnect(browser, world);
    const { text } = await browser.step(`${site}/api/session`);
    const { csrfToken } = JSON.parse(text) as { csrfToken: string };
    const out = await browser.step(`${site}/api/session`, {
      method: 'DELETE',
      headers: { 'x-csrf-token': csrfToken },
    });
    expect([out.status, out.location]).toEqual([204, `${site}/auth/franceconnect/logout`]);
    expect((await whoAmI()).status).toBe(401);

    const question = await browser.follow(`${site}/auth/franceconnect/logout`);
    expect(question.text).toContain('Se déconnecter');
    const back = await browser.follow(await browser.submit(question, { logout: 'yes' }), (url) =>
      url.endsWith(`${site}/`),
    );
    expect(back.location).toBe(`${site}/`);
    const again = await browser.step(`${site}/auth/franceconnect/logout`);
    expect(again.location).toBe(`${site}/`);
  });

  test('asks nothing of the provider after a login by password', async () => {
    const logIn = { method: 'POST', body: { nir: trainee.nir, password: trainee.password } };
    const { text } = await browser.step(`${site}/api/session`, logIn);
    const { csrfToken } = JSON.parse(text) as { csrfToken: string };
    const out = await browser.step(`${site}/api/session`, {
      method: 'DELETE',
      headers: { 'x-csrf-token': csrfToken },
    });
    expect([out.status, out.location]).toEqual([204, null]);
    const follow = await browser.step(`${site}/auth/franceconnect/logout`);
    expect(follow.location).toBe(`${site}/`);
  });
});

describe('a browser that is known to the provider by another identity', () => {
  test('logs in by the one that is chosen now', async () => {
    await logInByFranceConnect(browser, world, { person: 'yanis-benali' });
    const page = await logInByFranceConnect(browser, world, { person: 'camille-moreau' });
    expect(page.location).toBe(`${site}/dossiers`);
    expect(await whoAmI()).toMatchObject({ status: 200, id: trainee.id });
  });
});
