import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { loggedIn, visitor } from '../support/api-client.ts';
import { aTrainee } from '../support/api-people.ts';
import { html } from '../support/page-forms.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.stop();
});

test.each(['/api/trainings?mots=anglais&departement=75', '/api/dossiers?stat=draft', '/api/session?x=1'])(
  'a parameter that the API does not know is an error that names it: %s',
  async (path) => {
    const client = await loggedIn(api, await aTrainee(api));
    const answer = await client.get(path);
    const names = [...new URL(path, 'http://local').searchParams.keys()];
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid_request']);
    const errors = names.map((name) => expect.objectContaining({ path: name, code: 'unknown_parameter' }));
    expect(answer.json).toMatchObject({ errors });
  },
);

test('a page ignores what links from mails and campaigns carry', async () => {
  for (const path of ['/?utm_source=mail', '/formations?q=anglais&fbclid=1', '/connexion?utm_medium=x'])
    expect((await visitor(api).get(path, html)).status).toBe(200);
});

test.each(['/dossiers?page=zzz', '/mes-droits?page=%00', '/dossiers?etat=rien', '/formations?page=x'])(
  'a part of a list that does not exist leads to its beginning: %s',
  async (path) => {
    const client = await loggedIn(api, await aTrainee(api));
    const answer = await client.get(path, html);
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, location.includes('page=')]).toEqual([303, false]);
    const second = await client.get(location, html);
    const shown =
      second.status === 303 ? await client.get(second.headers.get('location') ?? '', html) : second;
    expect(shown.status).toBe(200);
  },
);
