import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { linkIdentity } from '../../../db/people/identity-links.ts';
import { findPerson, subjectOf } from '../../../dev/identity/invented-people.ts';
import { waitFor } from '../../../dev/wait-for.ts';
import { aTrainee } from '../../support/api-people.ts';
import {
  chooseIdentity,
  type FranceConnectWorld,
  logInByFranceConnect,
  startFranceConnect,
} from '../../support/franceconnect-world.ts';
import { whoIs } from '../../support/slow-request.ts';
import { Browser } from '../../support/web-client.ts';

jest.setTimeout(60_000);

let world: FranceConnectWorld;
let site: string;
let browser: Browser;
let token = '';

beforeAll(async () => {
  world = await startFranceConnect();
  site = world.api.baseUrl;
});
afterAll(() => world.stop());
beforeEach(async () => {
  browser = new Browser();
  const { nir, password } = await aTrainee(world.api);
  const { text } = await browser.step(`${site}/api/session`, { method: 'POST', body: { nir, password } });
  token = (JSON.parse(text) as { csrfToken: string }).csrfToken;
});

interface Listed {
  id: string;
  userAgent: string;
  network: string;
  current: boolean;
}

async function listed(): Promise<Listed[]> {
  const { status, text } = await browser.step(`${site}/api/sessions`);
  expect(status).toBe(200);
  return (JSON.parse(text) as { items: Listed[] }).items;
}

test('a login by FranceConnect+ proves anew whose session it is: no password is asked before the whole number is given', async () => {
  const { id } = await aTrainee(world.api);
  const person = findPerson('yanis-benali');
  if (person === undefined) throw new Error('nobody of that name');
  await linkIdentity(world.api.db.em.fork(), subjectOf(person), id);
  const file = `${site}/api/account/exports/${randomUUID()}/file`;
  expect((await browser.step(file)).status).toBe(403);
  browser = new Browser();
  await logInByFranceConnect(browser, world, { person: 'yanis-benali' });
  expect((await browser.step(file)).status).toBe(404);
});

describe('whoever is logged in by password and comes back from FranceConnect+ with an identity that opens no account', () => {
  test('has the session they had, in their list and on its page, and can end it', async () => {
    const [before] = await listed();
    const cookies = browser.cookiesFor(site);
    expect((await logInByFranceConnect(browser, world)).location).toBe(`${site}/connexion/franceconnect`);
    expect(browser.cookiesFor(site)).not.toBe(cookies);
    const { id, userAgent, network, current } = before ?? {};
    expect(current).toBe(true);
    expect(await listed()).toMatchObject([{ id, userAgent, network, current }]);
    const page = await browser.step(`${site}/compte/sessions`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    const headers = { 'x-csrf-token': token };
    const ended = await browser.step(`${site}/api/sessions/${id ?? ''}`, { method: 'DELETE', headers });
    expect(ended.status).toBe(204);
    expect(await whoIs(world.api, browser.cookiesFor(site))).toBe(401);
  });

  test('has none when it was ended meanwhile', async () => {
    const callback = await chooseIdentity(browser, world);
    const cookies = browser.cookiesFor(site);
    const db = world.api.db.em.fork();
    const coming = await db.transactional(async (tx) => {
      await sql`select from http_sessions where sess ->> 'traineeId' is not null for update`.execute(
        queries(tx),
      );
      const page = browser.step(callback);
      await waitFor(
        async () => {
          const { rows } = await sql`
            select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query ilike '%http_sessions%'`.execute(
            queries(world.api.db.em.fork()),
          );
          if (rows.length === 0) throw new Error('it has not come so far');
        },
        { limitMs: 30_000, everyMs: 20 },
      );
      await sql`delete from http_sessions where sess ->> 'traineeId' is not null`.execute(queries(tx));
      return { page };
    });
    await coming.page;
    for (const cookie of [cookies, browser.cookiesFor(site)])
      expect(await whoIs(world.api, cookie)).toBe(401);
  });
});
