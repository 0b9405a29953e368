import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { visitor, withKey } from '../support/api-client.ts';
import { anOrganisation, aSession, aTraining, type TestOrganisation } from '../support/api-people.ts';

let api: TestApi;
let organisation: TestOrganisation;
let english: string;

beforeAll(async () => {
  api = await startApi();
  organisation = await anOrganisation(api, 'École des Métiers');
  english = await aTraining(api, organisation.id, { title: 'Anglais professionnel', departmentCode: '75' });
  await aTraining(api, organisation.id, { title: 'Pâtisserie et boulangerie', departmentCode: '69' });
  await aTraining(api, organisation.id, { title: 'Comptabilité générale', departmentCode: '2A' });
  await aTraining(api, organisation.id, { title: 'Conduite d’engins', subject: 'Métiers de la boulangerie' });
  await aSession(api, english);
});
afterAll(async () => {
  await api.stop();
});

async function titles(query: string): Promise<string[]> {
  const { json } = await visitor(api).get(`/api/trainings?${query}`);
  return json.items.map(({ title }) => title);
}

describe('searching trainings', () => {
  test('does not mind accents, capitals and endings', async () => {
    expect(await titles('q=patisseries')).toContain('Pâtisserie et boulangerie');
    expect(await titles('q=COMPTABILITE')).toContain('Comptabilité générale');
  });

  test('ranks a title before a subject', async () => {
    expect((await titles('q=boulangerie')).slice(0, 2)).toEqual([
      'Pâtisserie et boulangerie',
      'Conduite d’engins',
    ]);
  });

  test.each([
    ['anglias', 'Anglais professionnel'],
    ['boulangeire', 'Pâtisserie et boulangerie'],
    ['comptabilté', 'Comptabilité générale'],
  ])('forgives « %s »', async (typed, title) => {
    expect(await titles(`q=${encodeURIComponent(typed)}`)).toContain(title);
  });

  test('keeps to a department', async () => {
    expect(await titles('department=2A')).toEqual(['Comptabilité générale']);
    expect(await titles('q=boulangerie&department=69')).toEqual(['Pâtisserie et boulangerie']);
  });

  test('lists those with sessions first when nothing is asked', async () => {
    const { json } = await visitor(api).get('/api/trainings?q=&department=&page=');
    expect(json.items[0]).toMatchObject({
      id: english,
      openSessions: 1,
      organisation: { name: 'École des Métiers' },
    });
  });

  test.each(['q=boulangerie', ''])('pages through all results once (%s)', async (query) => {
    const all = await titles(query);
    const seen: string[] = [];
    let page = '';
    do {
      const { json } = await visitor(api).get(`/api/trainings?${query}&limit=1&page=${page}`);
      seen.push(...json.items.map(({ title }) => title));
      page = json.nextPage ?? '';
    } while (page !== '' && seen.length < 20);
    expect(seen).toEqual(all);
  });

  test('finds nothing without failing', async () => {
    expect(await titles('q=%2522%2527%2521%2528')).toEqual([]);
    expect(await titles('q=%22%27%21%28')).toEqual([]);
  });
});

describe('publishing sessions', () => {
  const session = {
    startsOn: '2027-10-20',
    endsOn: '2027-10-26',
    priceCents: 120_000,
    place: 'Lyon',
    remote: false,
    hasPrerequisites: false,
  };

  test('shows the new session with the training', async () => {
    const client = withKey(api, organisation.key);
    const trainingId = await aTraining(api, organisation.id);
    const answer = await client.post('/api/organisation/sessions', { trainingId, ...session });
    expect(answer.status).toBe(201);
    expect(answer.json.datesLabel).toBe('Session du 20 octobre au 26 octobre 2027');
    const training = await visitor(api).get(`/api/trainings/${trainingId}`);
    expect(training.json.sessions).toEqual([answer.json]);
    const closed = await client.send('PATCH', answer.headers.get('location') ?? '', {
      body: { status: 'closed' },
    });
    expect(closed.json.status).toBe('closed');
    expect((await visitor(api).get(`/api/trainings/${trainingId}`)).json.sessions).toEqual([]);
  });

  test('publishes once for one Idempotency-Key', async () => {
    const client = withKey(api, organisation.key);
    const trainingId = await aTraining(api, organisation.id);
    const headers = { 'idempotency-key': 'octobre' };
    const body = { trainingId, ...session };
    const [first, again] = await Promise.all([
      client.post('/api/organisation/sessions', body, headers),
      client.post('/api/organisation/sessions', body, headers),
    ]);
    expect(again.json.id).toBe(first.json.id);
    const other = await client.post('/api/organisation/sessions', { ...body, priceCents: 100 }, headers);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
    const list = await client.get(`/api/organisation/sessions?trainingId=${trainingId}`);
    expect(list.json.items).toHaveLength(1);
  });

  test.each([
    [{ endsOn: '2027-10-19' }, 'endsOn'],
    [{ priceCents: 10_000_001 }, 'priceCents'],
    [{ priceCents: 49 }, 'priceCents'],
    [{ startsOn: '2027-02-30' }, 'startsOn'],
  ])('refuses %j', async (wrong, path) => {
    const body = { trainingId: english, ...session, ...wrong };
    const answer = await withKey(api, organisation.key).post('/api/organisation/sessions', body);
    expect(answer.json).toMatchObject({ status: 422, errors: [{ path }] });
  });

  test('is for the organisation’s own trainings', async () => {
    const { key } = await anOrganisation(api);
    const answer = await withKey(api, key).post('/api/organisation/sessions', {
      trainingId: english,
      ...session,
    });
    expect([answer.status, answer.json.code]).toEqual([404, 'training_not_found']);
  });
});
