import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { ApiClient, loggedIn, visitor } from '../support/api-client.ts';
import { aTrainee, someNir } from '../support/api-people.ts';

let api: TestApi;
let clockOffset = 0;

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Date.now() + clockOffset } });
});
afterAll(async () => {
  await api.stop();
});

describe('logging in', () => {
  test('the right number and password open a session', async () => {
    const trainee = await aTrainee(api, { firstName: 'Jeanne' });
    const client = visitor(api);
    const login = await client.logIn(trainee);
    expect(login.status).toBe(200);
    expect(login.json.trainee).toMatchObject({
      id: trainee.id,
      name: 'Jeanne Exemple',
      email: trainee.email,
    });
    const me = await client.get('/api/session');
    expect(me.json.csrfToken).toBe(login.json.csrfToken);
    expect(me.headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify(me.json)).not.toContain(trainee.nir);
  });

  test('the cookie is for this site and for the browser alone', async () => {
    const trainee = await aTrainee(api);
    const answer = await visitor(api).post('/api/session', { nir: trainee.nir, password: trainee.password });
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, '='));
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(['device', 'session']);
    for (const cookie of cookies)
      expect(cookie).toMatch(/^\w+=;.* Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
  });

  test('an unknown number, a wrong password and an impossible number get one answer', async () => {
    const trainee = await aTrainee(api);
    const attempts = [
      { nir: someNir(), password: trainee.password },
      { nir: trainee.nir, password: 'Autre-mot-de-passe-1' },
      { nir: '123', password: trainee.password },
    ];
    const answers = await Promise.all(attempts.map((body) => visitor(api).post('/api/session', body)));
    const documents = answers.map(({ status, json: { instance: _instance, ...rest } }) => ({ status, rest }));
    expect(documents[0]).toMatchObject({ status: 401, rest: { code: 'invalid_credentials' } });
    expect(documents[1]).toEqual(documents[0]);
    expect(documents[2]).toEqual(documents[0]);
  });

  test('after five wrong passwords a number has to wait, even with the right one', async () => {
    const trainee = await aTrainee(api);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const wrong = await visitor(api).post('/api/session', { nir: trainee.nir, password: 'faux' });
      expect(wrong.status).toBe(401);
    }
    const blocked = await visitor(api).logIn(trainee);
    expect(blocked.status).toBe(429);
    expect(blocked.json.code).toBe('too_many_attempts');
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(30);
  });

  test('the session gets a new id at each login', async () => {
    const trainee = await aTrainee(api);
    const client = await loggedIn(api, trainee);
    const before = client.sessionCookie;
    await client.logIn(trainee);
    expect(client.sessionCookie).not.toBe(before);
    const stale = new ApiClient(api, { cookie: before ?? '' });
    expect((await stale.get('/api/session')).status).toBe(401);
  });

  test('an id that came with the request is not taken, whether it is known here or not', async () => {
    const trainee = await aTrainee(api);
    const stranger = await loggedIn(api, await aTrainee(api));
    await stranger.send('DELETE', '/api/session');
    const ended = stranger.sessionCookie?.split('; ').find((cookie) => cookie.startsWith('session=')) ?? '';
    const planted = [ended, 'session=s%3Aplanted.x', '__Host-session=planted', 'session='];
    for (const cookie of planted) {
      const answer = await visitor(api).post(
        '/api/session',
        { nir: trainee.nir, password: trainee.password },
        { cookie },
      );
      const [set = ''] = answer.headers.getSetCookie().filter((line) => line.startsWith('session='));
      expect(answer.status).toBe(200);
      expect(set).toMatch(/^session=s%3A[\w-]{32}\./);
      expect(set.split(';')[0]).not.toBe(cookie);
      const opened = new ApiClient(api, { cookie: set.split(';')[0] ?? '' });
      expect((await opened.get('/api/session')).json.trainee).toMatchObject({ id: trainee.id });
      expect((await new ApiClient(api, { cookie }).get('/api/session')).status).toBe(401);
    }
  });

  test('a login from another site is refused', async () => {
    const trainee = await aTrainee(api);
    const body = { nir: trainee.nir, password: trainee.password };
    const bySite = await visitor(api).post('/api/session', body, { 'sec-fetch-site': 'cross-site' });
    const byOrigin = await visitor(api).post('/api/session', body, { origin: 'https://autre.test' });
    expect([bySite.status, byOrigin.status]).toEqual([403, 403]);
    expect(bySite.json.code).toBe('cross_site_request');
  });
});

describe('a session', () => {
  test('ends on the server when the trainee logs out', async () => {
    const client = await loggedIn(api, await aTrainee(api));
    const cookie = client.sessionCookie ?? '';
    expect((await client.send('DELETE', '/api/session')).status).toBe(204);
    expect((await new ApiClient(api, { cookie }).get('/api/session')).status).toBe(401);
  });

  test('ends eight hours after the login', async () => {
    const client = await loggedIn(api, await aTrainee(api));
    clockOffset = 8 * 3_600_000 + 1_000;
    const answer = await client.get('/api/session');
    clockOffset = 0;
    expect(answer.status).toBe(401);
    expect(answer.json.code).toBe('authentication_required');
  });

  test('writes nothing without its token', async () => {
    const client = await loggedIn(api, await aTrainee(api));
    const answer = await client.send('DELETE', '/api/session', { headers: { 'x-csrf-token': 'faux' } });
    expect(answer.status).toBe(403);
    expect(answer.json.code).toBe('csrf_token_invalid');
  });
});
