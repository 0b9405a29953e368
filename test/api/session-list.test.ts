import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Json } from '../support/api-document.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, loggedIn, visitor } from '../support/api-client.ts';
import { aMember, codeOf } from '../support/api-members.ts';
import { anOrganisation, aTrainee } from '../support/api-people.ts';
import { whoIs } from '../support/slow-request.ts';

jest.setTimeout(60_000);

const another = 'Deux étés à Brest 43';
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ worker: true });
});
afterAll(() => api.stop());

/** What a list says of the session that asks, but for when it was used. */
async function current(client: ApiClient, path: string): Promise<Json> {
  const { items } = (await client.get(path)).json;
  const { lastSeenAt: _lastSeenAt, ...rest } = items.find((item: Json) => item.current) ?? {};
  return rest as Json;
}

describe('a session keeps its name and faces under every new id', () => {
  test('of a trainee: a new password, a second step turned on and off', async () => {
    const { password, ...trainee } = await aTrainee(api);
    const client = await loggedIn(api, { ...trainee, password });
    const before = await current(client, '/api/sessions');
    const secret = async () => (await client.post('/api/second-factor', { password: another })).json.secret;
    const steps = [
      () => client.send('PUT', '/api/password', { body: { currentPassword: password, password: another } }),
      async () => client.post('/api/second-factor/confirmation', { code: codeOf(await secret()) }),
      () => client.post('/api/second-factor/removal', { password: another }),
    ];
    for (const step of steps) {
      const cookie = client.sessionCookie;
      expect((await step()).status).toBeLessThan(300);
      expect(client.sessionCookie).not.toBe(cookie);
      expect(await current(client, '/api/sessions')).toEqual(before);
    }
  });

  test('of a member: a second factor, a new password', async () => {
    const { id } = await anOrganisation(api);
    const member = await aMember(api, id);
    const { client } = member;
    const before = await current(client, '/api/organisation/logins');
    const { secret } = (await client.post('/api/organisation/second-factor', { password: member.password }))
      .json;
    const body = { code: codeOf(secret) };
    expect((await client.send('PUT', '/api/organisation/second-factor', { body })).status).toBe(200);
    client.keepToken(await client.get('/api/organisation/session'));
    expect(await current(client, '/api/organisation/logins')).toEqual(before);
    const change = { currentPassword: member.password, newPassword: another };
    const changed = await client.send('PUT', '/api/organisation/session/password', { body: change });
    expect(changed.status).toBe(200);
    expect(await current(client, '/api/organisation/logins')).toEqual(before);
  });
});

describe('a session whose name is missing or malformed is listed under one, and can be ended', () => {
  const spoil = async (column: string, id: string, sess: ReturnType<typeof sql>) =>
    await sql`update http_sessions set sess = (${sess})::json where sess ->> ${column} = ${id}`.execute(
      queries(api.db.em.fork()),
    );
  const spoilings = {
    missing: sql`sess::jsonb - 'publicId' - 'userAgent' - 'network'`,
    malformed: sql`jsonb_set(sess::jsonb, '{publicId}', '"../../x"')`,
  };

  test.each(['missing', 'malformed'] as const)('%s, of a trainee', async (how) => {
    const trainee = await aTrainee(api);
    const lost = await loggedIn(api, trainee);
    await spoil('traineeId', trainee.id, spoilings[how]);
    const client = await loggedIn(api, trainee);
    const { items } = (await client.get('/api/sessions')).json;
    expect(items.map(({ current: isCurrent }: Json) => isCurrent)).toEqual(
      expect.arrayContaining([true, false]),
    );
    const other = items.find((item: Json) => !item.current);
    expect(lost.sessionCookie).not.toContain(other?.id);
    expect((await client.get('/compte/sessions', { accept: 'text/html' })).status).toBe(200);
    expect((await client.send('DELETE', `/api/sessions/${other?.id}`)).status).toBe(204);
    expect(await whoIs(api, lost.sessionCookie ?? '')).toBe(401);
    expect((await client.get('/api/session')).status).toBe(200);
  });

  test.each(['missing', 'malformed'] as const)('%s, of a member', async (how) => {
    const { id } = await anOrganisation(api);
    const member = await aMember(api, id);
    await spoil('memberId', member.id, spoilings[how]);
    const client = visitor(api);
    await client.logInMember(member);
    const { items } = (await client.get('/api/organisation/logins')).json;
    const other = items.find((item: Json) => !item.current);
    expect((await client.get('/organisme/compte', { accept: 'text/html' })).status).toBe(200);
    expect((await client.send('DELETE', `/api/organisation/logins/${other?.id}`)).status).toBe(204);
    const path = '/api/organisation/session';
    expect(await whoIs(api, member.client.sessionCookie ?? '', path)).toBe(401);
  });
});
