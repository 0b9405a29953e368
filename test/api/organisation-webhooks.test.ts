import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, withKey } from '../support/api-client.ts';
import { anOrganisation } from '../support/api-people.ts';
import { confirmEndpoint } from '../support/webhook-world.ts';

let api: TestApi;
let client: ApiClient;
let other: ApiClient;
const path = '/api/organisation/webhooks';
const url = 'https://hooks.example.test/dossiers';

beforeAll(async () => {
  api = await startApi();
  client = withKey(api, (await anOrganisation(api)).key);
  other = withKey(api, (await anOrganisation(api)).key);
});
afterAll(() => api.stop());

async function make(body: object = {}): Promise<{ id: string; secret: string }> {
  const answer = await client.post(path, { url, ...body });
  expect(answer.status).toBe(201);
  return { id: answer.json.webhook.id, secret: answer.json.secret };
}

describe('an endpoint', () => {
  test('shows its secret once, is changed, switched off and on, and deleted; nobody else sees it', async () => {
    const { id, secret } = await make({ events: ['dossier.requested'], description: 'Planning' });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const read = await client.get(`${path}/${id}`);
    expect(read.json).toMatchObject({
      url,
      description: 'Planning',
      events: ['dossier.requested'],
      enabled: true,
    });
    expect(read.text).not.toContain(secret.slice(6));
    const change = { enabled: false, events: ['dossier.validated', 'dossier.cancelled'] };
    const changed = await client.send('PATCH', `${path}/${id}`, { body: change });
    expect(changed.json).toMatchObject({ ...change, disabledReason: 'by_hand' });
    expect((await client.post(`${path}/${id}/test`)).json.code).toBe('webhook_disabled');
    expect((await client.send('PATCH', `${path}/${id}`, { body: { enabled: true } })).json).toMatchObject({
      enabled: true,
      disabledReason: null,
    });
    expect((await other.get(`${path}/${id}`)).status).toBe(404);
    expect((await other.send('DELETE', `${path}/${id}`)).status).toBe(404);
    expect((await client.send('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await client.get(`${path}/${id}`)).status).toBe(404);
  });

  test.each([
    'http://hooks.example.test/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://user:pass@hooks.example.test/',
    'https://hooks.example.test:5432/',
    'hooks',
  ])('may not be %s', async (bad) => {
    const answer = await client.post(path, { url: bad });
    expect([answer.status, answer.json.errors[0]?.path]).toEqual([422, 'url']);
  });

  test.each([[['dossier.unknown']], [[]], [['dossier.requested', 'dossier.requested']]])(
    'may not ask for the events %j',
    async (events) => {
      expect((await client.post(path, { url, events })).status).toBe(422);
    },
  );

  test('asked for again under its idempotency key is the same one', async () => {
    const headers = { 'idempotency-key': 'hook-1' };
    const first = await client.post(path, { url }, headers);
    const again = await client.post(path, { url }, headers);
    expect([again.status, again.json.webhook.id, again.json.secret]).toEqual([
      200,
      first.json.webhook.id,
      null,
    ]);
  });

  test('is one of ten at most', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => other.post(path, { url })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  });

  test('gets a new secret beside the old one, until that one’s time is over', async () => {
    const { id } = await make();
    const count = async () => {
      const { rows } = await sql`select from webhook_secrets where endpoint_id = ${id}`.execute(
        queries(api.db.em.fork()),
      );
      return rows.length;
    };
    expect((await client.post(`${path}/${id}/secret`, {})).json.secret).toMatch(/^whsec_/);
    expect(await count()).toBe(2);
    await client.post(`${path}/${id}/secret`, { overlapHours: 0 });
    expect(await count()).toBe(1);
  });

  test.each([
    ['webhookTests', 60, (id: string) => client.post(`${path}/${id}/test`), 202],
    [
      'webhookReplays',
      120,
      (id: string) => client.post(`${path}/${id}/replay`, { since: '2026-01-01T00:00:00Z' }),
      202,
    ],
  ] as const)('is limited in %s: %i an hour, by organisation', async (thing, most, send, taken) => {
    const { id } = await make();
    await confirmEndpoint(api.db, id);
    const soon = Date.now() + 3_600_000;
    await sql`
      insert into rate_limits (key, points, expire)
      select ${thing} || ':' || organisation_id, ${most - 1}::integer, ${soon} from webhook_endpoints where id = ${id}
      on conflict (key) do update set points = excluded.points, expire = excluded.expire`.execute(
      queries(api.db.em.fork()),
    );
    expect((await send(id)).status).toBe(taken);
    expect((await send(id)).json.code).toBe('too_many_requests');
    await sql`delete from rate_limits`.execute(queries(api.db.em.fork()));
  });

  test('keeps a log of what is planned: a test, and the same again under the same id', async () => {
    const { id } = await make();
    await confirmEndpoint(api.db, id);
    expect((await client.post(`${path}/${id}/test`)).status).toBe(202);
    const [first] = (await client.get(`${path}/${id}/deliveries`)).json.items;
    expect(first).toMatchObject({ type: 'webhook.test', status: 'planned', attempts: 0, replayed: false });
    await client.post(`${path}/${id}/deliveries/${first?.id}/replay`);
    const { items, nextPage } = (await client.get(`${path}/${id}/deliveries?limit=1`)).json;
    expect(items[0]).toMatchObject({ replayed: true, webhookId: first?.webhookId });
    expect((await client.get(`${path}/${id}/deliveries?limit=1&page=${nextPage}`)).json.items).toEqual([
      first,
    ]);
    expect((await client.get(`${path}/${id}/deliveries?status=failed`)).json.items).toEqual([]);
  });
});
