import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import type { ApiClient } from '../support/api-client.ts';
import { acceptedDossier, aCast, type ApiCast, draftOf, sentDossier } from '../support/api-dossiers.ts';

let api: TestApi;
let cast: ApiCast;
const numbers: string[] = [];

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
  numbers.push((await draftOf(cast)).number);
  numbers.push(await sentDossier(cast), await sentDossier(cast), await acceptedDossier(cast));
});
afterAll(async () => {
  await api.stop();
});

async function pages(client: ApiClient, path: string): Promise<string[]> {
  const seen: string[] = [];
  let page = '';
  do {
    const { json } = await client.get(`${path}?limit=1&page=${page}`);
    seen.push(...json.items.map(({ number }) => number));
    page = json.nextPage ?? '';
  } while (page !== '' && seen.length < 20);
  return seen;
}

describe('a trainee’s list', () => {
  test('has every dossier once, newest first', async () => {
    expect(await pages(cast.asTrainee, '/api/dossiers')).toEqual([...numbers].reverse());
  });

  test('shows what a line needs', async () => {
    const { json } = await cast.asTrainee.get('/api/dossiers?state=draft');
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({
      number: numbers[0],
      label: 'En cours de création',
      training: { title: 'Anglais professionnel' },
      session: { datesLabel: expect.stringMatching(/^Session du /) },
      actions: ['amend_draft', 'submit', 'delete'],
    });
  });
});

describe('an organisation’s list', () => {
  test('has no drafts; nearest deadline first, on every page', async () => {
    const { json } = await cast.asOrganisation.get('/api/organisation/dossiers');
    const listed = json.items.map(({ number }) => number);
    expect([...listed].sort()).toEqual(numbers.slice(1).sort());
    expect(listed.at(-1)).toBe(numbers[3]);
    expect(await pages(cast.asOrganisation, '/api/organisation/dossiers')).toEqual(listed);
  });

  test('puts dossiers without a deadline last', async () => {
    const [number] = numbers.slice(1);
    const q = queries(api.db.em.fork());
    await sql`update dossiers set deadline_at = null, snapshot = jsonb_set(snapshot, '{deadline}', 'null')
      where number = ${number}`.execute(q);
    expect((await pages(cast.asOrganisation, '/api/organisation/dossiers')).at(-1)).toBe(number);
  });

  test('keeps to a state, and to what is due before a day', async () => {
    const due = async (query: string) =>
      (await cast.asOrganisation.get(`/api/organisation/dossiers?${query}`)).json.items.length;
    expect(await due('state=to_validate')).toBe(1);
    expect(await due('dueBefore=2020-01-01')).toBe(0);
    expect(await due('dueBefore=2999-01-01')).toBe(2);
    expect(await due('dueBefore=2999-01-01T00:00:00Z')).toBe(2);
  });
});
