import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Route } from '../../api/http/route.ts';
import { routes } from '../../api/routes/index.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Answer, ApiClient } from '../support/api-client.ts';
import { aTrainee } from '../support/api-people.ts';

let api: TestApi;
let stranger: ApiClient;
let trainee: ApiClient;
/** As a browser is answered by the site behind its proxy. */
const behindProxy = { 'x-forwarded-proto': 'https' };
const aYear = 31_536_000;

beforeAll(async () => {
  const env = { PUBLIC_URL: 'https://dossiers.example.fr', TRUSTED_PROXIES: 'loopback' };
  api = await startApi({ env });
  stranger = new ApiClient(api, behindProxy);
  trainee = new ApiClient(api, behindProxy);
  await trainee.logIn(await aTrainee(api));
});
afterAll(async () => {
  await api.stop();
});

const uuid = '5b2b1e4e-6a0e-4a7e-9a51-0d6f5b1b6b11';
const named = ({ path }: Route): string =>
  path
    .replace(':number', '4042234296')
    .replace(/:\w*[iI]d\b/g, uuid)
    .replace(/:\w+/g, 'x');
const isStream = ({ path }: Route): boolean => path.endsWith('/stream');

/** What is wrong with the headers of an answer; nothing for a good one. */
function defects({ headers }: Pick<Answer, 'headers'>): string[] {
  const policy = headers.get('content-security-policy') ?? '';
  const hsts = headers.get('strict-transport-security') ?? '';
  const needed = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
  return [
    ...needed.filter((directive) => !policy.includes(directive)),
    ...(/unsafe|\*|http:/.test(policy) ? ['lax policy'] : []),
    ...(/script-src(?! 'self'(;|$))/.test(policy) ? ['scripts from elsewhere'] : []),
    ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['sniffing']),
    // Pages tell themselves where a form was sent from; nobody else is told anything.
    ...(/^(no-referrer|same-origin)$/.test(headers.get('referrer-policy') ?? '') ? [] : ['referrer']),
    ...(hsts === `max-age=${aYear}; includeSubDomains` ? [] : ['HSTS']),
    ...(headers.get('access-control-allow-origin') === null ? [] : ['other origins']),
    ...(headers.get('x-powered-by') === null && headers.get('server') === null ? [] : ['software']),
  ];
}

describe('every answer', () => {
  test('of every route has a policy without inline code, no frame, no sniffing and HSTS, errors included', async () => {
    const found: Record<string, string[]> = {};
    for (const route of routes) {
      const answer = await stranger.send(route.method.toUpperCase(), named(route));
      found[`${route.method} ${route.path}`] = defects(answer);
    }
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([]);
  });

  test('to a wrong address, method, body or sender has the same', async () => {
    const answers = [
      await stranger.get('/nulle-part'),
      await stranger.get('/nulle-part', { accept: 'text/html' }),
      await stranger.get('/api/%ff'),
      await stranger.send('PUT', '/api/session'),
      await stranger.send('OPTIONS', '/api/session'),
      await stranger.post('/api/session', '{"broken'),
      await stranger.post('/api/session', `"${'x'.repeat(2_000_000)}"`),
      await stranger.post('/api/session', {}, { 'sec-fetch-site': 'cross-site' }),
      await trainee.send('DELETE', '/api/session', { headers: { 'x-csrf-token': 'faux' } }),
      await stranger.get('/assets/style-000000000000.css'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 405, 405, 400, 413, 403, 403, 404]);
    expect(answers.map(defects)).toEqual(answers.map(() => []));
  });

  test('about a person, and every error, is kept out of caches', async () => {
    const cached: string[] = [];
    for (const route of routes.filter((one) => one.method === 'get' && !isStream(one))) {
      for (const client of [stranger, trainee]) {
        const { status, headers } = await client.get(named(route));
        const isOurs = route.access !== 'anyone' || status >= 400;
        const mayStay = headers.get('cache-control') !== 'no-store';
        if (isOurs && mayStay)
          cached.push(`${route.path} ${status}: ${headers.get('cache-control') ?? 'nothing'}`);
      }
    }
    expect(cached).toEqual([]);
  });
});

describe('a request', () => {
  test('that names a parameter twice is refused', async () => {
    const answers = await Promise.all(
      [
        '/api/trainings?q=a&q=b',
        '/api/trainings?page=a&page=b',
        '/api/dossiers?state=draft&state=validated',
      ].map((path) => trainee.get(path)),
    );
    expect(answers.map(({ json }) => json.code)).toEqual(answers.map(() => 'invalid_request'));
  });
});

describe('every cookie', () => {
  test('is for this very site, HTTPS and the browser alone', async () => {
    const { nir, password } = await aTrainee(api);
    const { headers } = await stranger.post('/api/session', { nir, password });
    const cookies = headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(['__Host-device', '__Host-session']);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
      expect(cookie).not.toMatch(/domain=/i);
    }
  });
});

describe('every route that reads JSON', () => {
  // A choice between several forms says nothing of further fields until it knows which form is meant.
  const chosen: Record<string, Record<string, unknown>> = {
    '/api/organisation/dossiers/:number/reply': { decision: 'accept' },
    '/api/dossiers/:number/dates': { decision: 'decline' },
  };
  const withBody = routes.filter(({ body }) => body !== undefined);

  test('refuses a field that it does not know', () => {
    const lax = withBody.filter(({ path, body }) => {
      const result = body?.safeParse({ ...chosen[path], isAdministrator: true });
      return !result?.error?.issues.some(({ code }) => code === 'unrecognized_keys');
    });
    expect(withBody.length).toBeGreaterThan(20);
    expect(lax.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  test('cannot be made to set what belongs to the service', async () => {
    const forged = { state: 'validated', traineeId: uuid, balanceCents: 1_000_000 };
    const rights = async () => (await trainee.get('/api/rights')).text;
    const before = await rights();
    const draft = await trainee.post('/api/dossiers', { trainingId: uuid, ...forged });
    const preferences = await trainee.send('PATCH', '/api/preferences', { body: { jobSeeker: true } });
    expect([draft.status, preferences.status]).toEqual([422, 422]);
    expect(await rights()).toBe(before);
    expect((await trainee.get('/api/dossiers')).json.items).toEqual([]);
  });
});
