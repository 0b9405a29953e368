import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyPattern } from '../../db/organisation/key-format.ts';
import { signedHeaders } from '../../docs/examples/sign-request.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, visitor, withKey } from '../support/api-client.ts';
import { aMember } from '../support/api-members.ts';
import { anOrganisation, aSession, aTraining } from '../support/api-people.ts';

let api: TestApi;
let second: TestApi;
let clockOffset = 0;
let organisationId: string;
let administrator: ApiClient;

const dossiers = '/api/organisation/dossiers';

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Date.now() + clockOffset } });
  second = await startApi({ beside: api });
  organisationId = (await anOrganisation(api)).id;
  administrator = (await aMember(api, organisationId, { secondFactor: true })).client;
});
afterAll(async () => {
  await second.stop();
  await api.stop();
});

async function makeKey(body: object = { name: 'planning' }, headers = {}) {
  const answer = await administrator.post('/api/organisation/keys', body, headers);
  expect(answer.status).toBe(201);
  return answer.json;
}

describe('an API key', () => {
  test('is shown once, opens the organisation’s routes, and says in the list by whom it was made and when it was used', async () => {
    const { key, apiKey, signingSecret } = await makeKey();
    expect(key).toMatch(new RegExp(`^${keyPattern.source}$`));
    expect(signingSecret).toBeNull();
    expect((await withKey(api, key ?? '').get(dossiers)).status).toBe(200);
    const listed = await administrator.get('/api/organisation/keys');
    expect(listed.text).not.toContain(key);
    expect(listed.json.items.find(({ id }) => id === apiKey.id)).toMatchObject({
      name: 'planning',
      prefix: key?.slice(4, 12),
      status: 'active',
      createdBy: { name: 'Dominique Membre' },
      lastUsedAt: expect.stringMatching(/Z$/),
    });
  });

  test('with one character changed is not even looked up', async () => {
    const { key } = await makeKey();
    const changed = `${key?.slice(0, -7)}${key?.at(-7) === 'a' ? 'b' : 'a'}${key?.slice(-6)}`;
    expect((await withKey(api, changed).get(dossiers)).json.code).toBe('invalid_api_key');
  });

  test('asked for again under the same idempotency key is the same key, not shown again', async () => {
    const headers = { 'idempotency-key': 'clé-une'.normalize('NFKD').replace(/[^ -~]/g, '') };
    const first = await makeKey({ name: 'une' }, headers);
    const again = await administrator.post('/api/organisation/keys', { name: 'une' }, headers);
    expect([again.status, again.json.apiKey.id, again.json.key]).toEqual([200, first.apiKey.id, null]);
    const other = await administrator.post('/api/organisation/keys', { name: 'autre' }, headers);
    expect(other.json.code).toBe('idempotency_key_reused');
  });

  test('is renamed by an administrator alone, works as before, and keeps its name when the new one is none', async () => {
    const { key, apiKey } = await makeKey();
    const path = `/api/organisation/keys/${apiKey.id}`;
    const rename = (client: ApiClient, body: object) => client.send('PATCH', path, { body });
    const renamed = await rename(administrator, { name: '  Planning de Lyon ' });
    expect([renamed.status, renamed.json]).toEqual([200, { ...apiKey, name: 'Planning de Lyon' }]);
    for (const body of [{}, { name: ' ' }, { name: 'x'.repeat(101) }, { name: 'x', signed: true }]) {
      expect((await rename(administrator, body)).status).toBe(422);
    }
    const software = withKey(api, key ?? '');
    expect((await rename(software, { name: 'volée' })).json.code).toBe('not_permitted');
    const { client: agent } = await aMember(api, organisationId, { role: 'agent', secondFactor: true });
    expect((await rename(agent, { name: 'volée' })).json.code).toBe('not_permitted');
    const { id: otherId } = await anOrganisation(api);
    const { client: stranger } = await aMember(api, otherId, { secondFactor: true });
    expect((await rename(stranger, { name: 'volée' })).json.code).toBe('key_not_found');
    expect((await administrator.get(path)).json.name).toBe('Planning de Lyon');
    expect((await software.get(dossiers)).status).toBe(200);
  });

  test('that is revoked opens nothing from then on, in any process', async () => {
    const { key, apiKey } = await makeKey();
    const elsewhere = withKey(second, key ?? '');
    expect((await elsewhere.get(dossiers)).status).toBe(200);
    const revoked = await administrator.send('DELETE', `/api/organisation/keys/${apiKey.id}`);
    expect(revoked.json.status).toBe('revoked');
    expect((await elsewhere.get(dossiers)).status).toBe(401);
    expect((await withKey(api, key ?? '').get(dossiers)).status).toBe(401);
  });

  test('that is replaced works on for the overlap and no longer; it can be replaced once', async () => {
    const { key, apiKey } = await makeKey();
    const path = `/api/organisation/keys/${apiKey.id}/rotation`;
    const rotated = await administrator.post(path, { overlapHours: 1 });
    expect(rotated.status).toBe(201);
    expect(rotated.json.apiKey.name).toBe('planning');
    const statuses = async () => [
      (await withKey(api, key ?? '').get(dossiers)).status,
      (await withKey(api, rotated.json.key ?? '').get(dossiers)).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    expect((await administrator.post(path, { overlapHours: 1 })).json.code).toBe('key_not_active');
    const atOnce = await administrator.post(`/api/organisation/keys/${rotated.json.apiKey.id}/rotation`, {
      overlapHours: 0,
    });
    expect(await statuses()).toEqual([200, 401]);
    expect((await withKey(api, atOnce.json.key ?? '').get(dossiers)).status).toBe(200);
  });

  test('makes no other keys, and lets nobody in', async () => {
    const client = withKey(api, (await makeKey()).key ?? '');
    const answers = [
      await client.post('/api/organisation/keys', { name: 'x' }),
      await client.post('/api/organisation/members', { email: 'x@y.test' }),
    ];
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [403, 'not_permitted'],
      [403, 'not_permitted'],
    ]);
  });

  test('is one of twenty at most', async () => {
    const other = await anOrganisation(api);
    const { client } = await aMember(api, other.id, { secondFactor: true });
    const answers = await Promise.all(
      Array.from({ length: 22 }, () => client.post('/api/organisation/keys', { name: 'x' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(19);
    expect(answers.find(({ status }) => status !== 201)?.json.code).toBe('too_many_keys');
  });
});

describe('a key whose requests must be signed', () => {
  let credentials: { apiKey: string; signingSecret: string };
  let trainingId: string;

  beforeAll(async () => {
    const { key, signingSecret } = await makeKey({ name: 'signée', signed: true });
    credentials = { apiKey: key ?? '', signingSecret: signingSecret ?? '' };
    trainingId = await aTraining(api, organisationId);
    await aSession(api, trainingId);
  });

  const url = (path: string) => `${api.baseUrl}${path}`;
  const read = (headers: Record<string, string>, path = `${dossiers}?limit=5`) =>
    visitor(api).get(path, headers);
  const code = async (answer: ReturnType<typeof read>) => (await answer).json.code;
  const signed = (path = `${dossiers}?limit=5`) =>
    signedHeaders({ method: 'GET', url: url(path) }, credentials);

  test('reads and writes with the documented client', async () => {
    expect((await read(signed())).status).toBe(200);
    expect((await read(signed(dossiers), dossiers)).status).toBe(200);
    const body = JSON.stringify({
      trainingId,
      startsOn: '2027-03-01',
      endsOn: '2027-03-05',
      priceCents: 100,
      place: 'Orléans',
      remote: false,
      hasPrerequisites: false,
    });
    const path = '/api/organisation/sessions';
    const request = { method: 'POST', url: url(path), body, idempotencyKey: 'session-1' };
    expect((await visitor(api).post(path, body, signedHeaders(request, credentials))).status).toBe(201);
    expect((await visitor(api).post(path, body, signedHeaders(request, credentials))).status).toBe(201);
  });

  test('is refused without a signature', async () => {
    expect(await code(read({ Authorization: `Bearer ${credentials.apiKey}` }))).toBe('signature_missing');
  });

  test('is refused a second time with the same signature, in any process', async () => {
    const headers = signed();
    expect((await read(headers)).status).toBe(200);
    expect(await code(read(headers))).toBe('signature_replayed');
    expect((await visitor(second).get(`${dossiers}?limit=5`, headers)).json.code).toBe('signature_replayed');
  });

  test('is refused when the signature is older than five minutes, or from the future', async () => {
    const headers = signed();
    for (const offset of [301_000, -301_000]) {
      clockOffset = offset;
      expect(await code(read(headers))).toBe('signature_expired');
    }
    clockOffset = 0;
    expect((await read(headers)).status).toBe(200);
  });

  test('is refused when anything that was signed is another: path, query, method, body, idempotency key', async () => {
    const path = '/api/organisation/sessions';
    const request = { method: 'POST', url: url(path), body: '{"a":1}', idempotencyKey: 'k' };
    const post = (body: string, headers: Record<string, string>) => visitor(api).post(path, body, headers);
    const answers = [
      await read(signed(), `${dossiers}?limit=6`),
      await read(signed(), `${path}?limit=5`),
      await post('', signed(path)),
      await post('{"a":2}', signedHeaders(request, credentials)),
      await post('', signedHeaders(request, credentials)),
      await post('{"a":1}', { ...signedHeaders(request, credentials), 'Idempotency-Key': 'other' }),
      await read({ ...signed(), 'Idempotency-Key': 'unsigned' }),
      await read(
        signedHeaders(
          { method: 'GET', url: url(`${dossiers}?limit=5`) },
          { ...credentials, signingSecret: 'x' },
        ),
      ),
    ];
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(
      answers.map(() => [401, 'signature_invalid']),
    );
  });

  test.each([
    ['nothing', '', ''],
    ['no list', 'sig1=x', 'sig1=:x:'],
    ['fewer parts', 'sig1=("@method");created=1;nonce="0123456789abcdef";keyid="00000000"', 'sig1=:AAAA:'],
    [
      'a short nonce',
      'sig1=("@method" "@path" "@query" "content-digest");created=1;nonce="1"',
      'sig1=:AAAA:',
    ],
  ])('is refused with headers that say %s', async (_, input, signature) => {
    const headers = {
      Authorization: `Bearer ${credentials.apiKey}`,
      'Signature-Input': input,
      Signature: signature,
    };
    expect((await read(headers)).status).toBe(401);
  });

  test('stays so when it is replaced, with another secret', async () => {
    const made = await makeKey({ name: 'à remplacer', signed: true });
    const { json } = await administrator.post(`/api/organisation/keys/${made.apiKey.id}/rotation`, {});
    expect(json.apiKey.signed).toBe(true);
    expect(json.signingSecret).not.toBe(made.signingSecret);
    const next = { apiKey: json.key ?? '', signingSecret: json.signingSecret ?? '' };
    expect((await read(signedHeaders({ method: 'GET', url: url(dossiers) }, next), dossiers)).status).toBe(
      200,
    );
    expect(await code(read({ Authorization: `Bearer ${json.key}` }))).toBe('signature_missing');
  });
});
