import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Problem } from '../../api/problems/problem.ts';
import { problemDocument } from '../../api/problems/document.ts';
import { problemOf } from '../../api/problems/of-error.ts';
import { problemTable } from '../../api/problems/table.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, loggedIn, visitor, withKey } from '../support/api-client.ts';
import { anOrganisation, aTrainee, type TestTrainee } from '../support/api-people.ts';

const log: string[] = [];
let api: TestApi;
let trainee: TestTrainee;
let client: ApiClient;

beforeAll(async () => {
  api = await startApi({ logger: pino({ level: 'info' }, { write: (line) => log.push(line) }) });
  trainee = await aTrainee(api);
  client = await loggedIn(api, trainee);
});
afterAll(async () => {
  await api.stop();
});

describe('an error', () => {
  test('is a problem document with a stable code and the id of the request', async () => {
    const answer = await client.get('/api/rien');
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.json).toEqual({
      type: 'urn:dossier-formation:problem:not_found',
      title: 'Page introuvable',
      status: 404,
      detail: 'Cette adresse n’existe pas.',
      code: 'not_found',
      instance: `urn:uuid:${answer.headers.get('x-request-id')}`,
    });
  });

  test.each([
    ['malformed JSON', '{', {}, 400, 'malformed_json'],
    ['a body that is no object', '1', {}, 400, 'malformed_json'],
    [
      'another format',
      'a=1',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    [
      'another character set',
      '{}',
      { 'content-type': 'application/json; charset=latin1' },
      415,
      'unsupported_media_type',
    ],
    ['too much', JSON.stringify({ nir: 'x'.repeat(110_000) }), {}, 413, 'body_too_large'],
    ['missing fields', '{}', {}, 422, 'invalid_request'],
  ])('tells %s apart', async (_, body, headers, status, code) => {
    const answer = await visitor(api).post('/api/session', body, headers);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  test('names each wrong field', async () => {
    const answer = await client.post('/api/dossiers', { trainingId: 'x', autre: 1 });
    expect(answer.json.errors.map(({ path }) => path)).toEqual(['trainingId', '']);
  });

  test('says which rule of a form each field breaks', async () => {
    const text = { q: 'x'.repeat(300), limit: 'beaucoup' };
    const answer = await client.get(`/api/trainings?${new URLSearchParams(text).toString()}`);
    expect(answer.json.errors.map(({ path, code }) => [path, code])).toEqual([
      ['q', 'text_too_long'],
      ['limit', 'not_a_number'],
    ]);
    const empty = await client.post('/api/dossiers', {});
    expect(empty.json.errors.map(({ path, code }) => [path, code])).toEqual([['trainingId', 'empty']]);
  });

  test('says which methods an address takes', async () => {
    const answer = await client.send('PUT', '/api/dossiers');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });

  test('asks for a bearer key', async () => {
    const answer = await withKey(api, 'dfo_inconnue').get('/api/organisation/dossiers');
    expect([answer.status, answer.json.code]).toEqual([401, 'invalid_api_key']);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  test.each(['page=x', 'page=WzFd', 'limit=0', 'limit=101', 'state=inconnu'])(
    'refuses ?%s',
    async (query) => {
      expect((await client.get(`/api/dossiers?${query}`)).status).toBe(422);
    },
  );

  test('refuses text that cannot be stored', async () => {
    const { key } = await anOrganisation(api);
    for (const reason of ['a\u0000b', 'a\ud800b', '']) {
      const answer = await withKey(api, key).post('/api/organisation/dossiers/4000000000/reply', {
        decision: 'refuse',
        reason,
      });
      expect(answer.status).toBe(422);
    }
    expect((await client.get('/api/trainings?q=%00')).status).toBe(422);
  });

  test('of our own says nothing of its cause', () => {
    const problem = problemOf(new Error('password=secret'));
    expect(problem.code).toBe('internal_error');
    expect(JSON.stringify(problemDocument(problem, null))).not.toContain('secret');
  });

  test('has a sentence for every code, whatever its facts', () => {
    for (const code of Object.keys(problemTable) as (keyof typeof problemTable)[]) {
      const document = problemDocument(new Problem(code), null);
      expect(document).toMatchObject({ code, status: expect.any(Number), title: expect.stringMatching(/./) });
      expect(document.detail).toMatch(/./);
    }
  });
});

describe('answers', () => {
  test('may not be framed, guessed or load anything', async () => {
    const { headers } = await client.get('/api/session');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('the log', () => {
  test('tells what was asked and how it went, and nothing about whom', async () => {
    await client.get('/api/dossiers/4012345678?page=secret');
    const line = log.map((text) => JSON.parse(text) as Record<string, unknown>).at(-1);
    expect(line).toMatchObject({
      method: 'GET',
      route: '/api/dossiers/:number',
      status: 422,
      msg: 'request',
    });
    expect(Object.keys(line ?? {}).sort()).toEqual(
      ['hostname', 'level', 'method', 'ms', 'msg', 'pid', 'requestId', 'route', 'status', 'time'].sort(),
    );
    const everything = log.join('');
    for (const secret of [trainee.nir, trainee.email, trainee.password, 'secret', '4012345678', 'session=']) {
      expect(everything).not.toContain(secret);
    }
  });
});
