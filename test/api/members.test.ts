import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { ApiClient, visitor } from '../support/api-client.ts';
import type { TestApi } from '../support/api.ts';
import { acceptedDossier, aCast } from '../support/api-dossiers.ts';
import { aMember, codeOf, memberPassword, type TestMember } from '../support/api-members.ts';
import { anOrganisation } from '../support/api-people.ts';
import { type MemberWorld, members, startMemberWorld } from '../support/member-world.ts';

let world: MemberWorld;
let api: TestApi;
let clockOffset = 0;
let organisationId: string;
let administrator: TestMember;

beforeAll(async () => {
  world = await startMemberWorld({ now: () => Date.now() + clockOffset });
  ({ api, organisationId, administrator } = world);
});
afterAll(() => world.stop());

const invited = (email: string) => world.invited(email);

const accept = (token: string, password = memberPassword) =>
  visitor(api).post('/api/organisation/invitations/accept', { token, name: 'Dominique Nouveau', password });

describe('an invitation', () => {
  test('comes by mail, is accepted once with a good password, and opens a session', async () => {
    const email = 'nouveau@organisme.test';
    const { token } = await invited(email);
    const check = await visitor(api).post('/api/organisation/invitations/check', { token });
    expect(check.json).toEqual({ email, organisation: 'Organisme d’essai' });
    const weak = await accept(token, 'dominique');
    expect(weak.status).toBe(422);
    expect(weak.json.errors.length).toBeGreaterThan(2);
    const both = await Promise.all([accept(token), accept(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 410]);
    const login = await visitor(api).logInMember({ email: email.toUpperCase(), password: memberPassword });
    expect(login.json).toMatchObject({ status: 'logged_in', member: { email, role: 'agent' } });
  });

  test('sent again is a new one: the old one opens nothing', async () => {
    const email = 'encore@organisme.test';
    const { id, token } = await invited(email);
    expect((await administrator.client.post(`${members}/${id}/invitation`)).status).toBe(204);
    const next = await world.tokenFor(email, token);
    expect((await accept(token)).status).toBe(410);
    expect((await accept(next)).status).toBe(204);
  });

  test('is sent once for one idempotency key, and not to an address that has an access', async () => {
    const headers = { 'idempotency-key': 'invite-1' };
    const body = { email: 'une-fois@organisme.test' };
    const first = await administrator.client.post(members, body, headers);
    const again = await administrator.client.post(members, body, headers);
    expect([again.status, again.json.id]).toEqual([201, first.json.id]);
    expect((await administrator.client.post(members, body)).json.code).toBe('member_exists');
  });
});

test('an invitation to somebody who has accepted one is refused: it is no way to a new password', async () => {
  const { id, token } = await world.invited('acceptee@organisme.test');
  const { client } = world.administrator;
  expect((await accept(token)).status).toBe(204);
  const again = await client.post(`${members}/${id}/invitation`);
  expect([again.status, again.json.code]).toEqual([409, 'invitation_not_open']);
  // One that was sent before is worth nothing either, whatever happened to it.
  await sql`update organisation_invitations set used_at = null where member_id = ${id}`.execute(
    queries(world.api.db.em.fork()),
  );
  expect((await accept(token, 'Autre-Chose-2026!')).json.code).toBe('invitation_not_valid');
});

test('an organisation sends sixty invitations an hour at most; another is not kept waiting', async () => {
  const { id } = await anOrganisation(world.api);
  const { client } = await aMember(world.api, id, { secondFactor: true });
  const soon = Date.now() + 3_600_000;
  await sql`insert into rate_limits (key, points, expire) values (${`invitations:${id}`}, 59, ${soon})`.execute(
    queries(world.api.db.em.fork()),
  );
  const invite = async (by: typeof client, name: string) =>
    (await by.post(members, { email: `${name}@organisme.test` })).status;
  expect(await invite(client, 'soixantieme')).toBe(201);
  expect(await invite(client, 'de-trop')).toBe(429);
  expect(await invite(world.administrator.client, 'ailleurs')).toBe(201);
});

describe('logging in', () => {
  const logIn = (email: string, password: string) => visitor(api).logInMember({ email, password });

  test('unknown, not yet accepted, disabled and wrong get one answer', async () => {
    const disabled = await aMember(api, organisationId, { role: 'agent' });
    await administrator.client.send('PATCH', `${members}/${disabled.id}`, { body: { status: 'disabled' } });
    await administrator.client.post(members, { email: 'attente@organisme.test' });
    const answers = [
      await logIn('inconnu@organisme.test', memberPassword),
      await logIn('attente@organisme.test', memberPassword),
      await logIn(disabled.email, memberPassword),
      await logIn(administrator.email, 'faux'),
    ];
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(
      answers.map(() => [401, 'invalid_member_credentials']),
    );
  });

  test('with a second factor waits for its code, takes each once, and a recovery code once', async () => {
    const member = await aMember(api, organisationId, { secondFactor: true });
    const begin = async () => {
      const client = new ApiClient(api);
      expect((await client.logInMember(member)).json).toEqual({ status: 'second_factor_expected' });
      expect((await client.get('/api/organisation/session')).status).toBe(401);
      const give = async (code: string) =>
        client.keepToken(await client.post('/api/organisation/session/second-factor', { code }));
      return { client, give };
    };
    const first = await begin();
    expect((await first.give('000000')).status).toBe(401);
    const code = codeOf(member.secret ?? '', Date.now() + 30_000);
    expect((await first.give(code)).json.member.secondFactor).toBe(true);
    const second = await begin();
    expect((await second.give(code)).json.code).toBe('second_factor_invalid');
    const [recovery = ''] = member.recoveryCodes;
    expect((await second.give(recovery)).status).toBe(200);
    const third = await begin();
    expect((await third.give(recovery)).status).toBe(401);
    clockOffset = 5 * 60_000 + 1_000;
    expect((await third.give(recovery)).json.code).toBe('second_factor_not_expected');
    clockOffset = 0;
  });

  test('after five wrong passwords an address has to wait, even with the right one', async () => {
    const member = await aMember(api, organisationId, { role: 'agent' });
    for (let attempt = 0; attempt < 5; attempt += 1) await logIn(member.email, 'faux');
    expect((await logIn(member.email, member.password)).status).toBe(429);
  });

  test('as a member ends a trainee’s session of the same browser: a session is one or the other', async () => {
    const cast = await aCast(api);
    const member = await aMember(api, cast.organisation.id);
    expect((await cast.asTrainee.logInMember(member)).status).toBe(200);
    expect((await cast.asTrainee.get('/api/session')).status).toBe(401);
    expect((await cast.asTrainee.get('/api/organisation/session')).status).toBe(200);
  });
});

describe('a session', () => {
  test('ends at once when its member is disabled, and eight hours after the login', async () => {
    const one = await aMember(api, organisationId, { role: 'agent' });
    const other = await aMember(api, organisationId, { role: 'agent' });
    await administrator.client.send('PATCH', `${members}/${one.id}`, { body: { status: 'disabled' } });
    expect((await one.client.get('/api/organisation/dossiers')).status).toBe(401);
    clockOffset = 8 * 3_600_000 + 1_000;
    expect((await other.client.get('/api/organisation/dossiers')).status).toBe(401);
    clockOffset = 0;
  });

  test('writes nothing without its token', async () => {
    const { client } = await aMember(api, organisationId);
    const headers = { 'x-csrf-token': 'faux' };
    const answer = await client.post('/api/organisation/dossiers/4000000000/reply', {}, headers);
    expect([answer.status, answer.json.code]).toEqual([403, 'csrf_token_invalid']);
  });

  test('of the same person elsewhere ends when the password changes; this one goes on', async () => {
    const member = await aMember(api, organisationId, { role: 'agent' });
    const elsewhere = new ApiClient(api);
    await elsewhere.logInMember(member);
    const newPassword = 'Cerisier-Vert-2027!';
    const same = { currentPassword: member.password, newPassword: member.password };
    const refused = await member.client.send('PUT', '/api/organisation/session/password', { body: same });
    expect(refused.json.errors).toMatchObject([{ path: 'newPassword', code: 'same_password' }]);
    const body = { currentPassword: member.password, newPassword };
    const changed = await member.client.send('PUT', '/api/organisation/session/password', { body });
    expect(changed.status).toBe(200);
    expect((await elsewhere.get('/api/organisation/session')).status).toBe(401);
    expect((await member.client.get('/api/organisation/session')).status).toBe(200);
  });

  test('feels a new role at once', async () => {
    const member = await aMember(api, organisationId);
    expect((await member.client.get(members)).status).toBe(200);
    await administrator.client.send('PATCH', `${members}/${member.id}`, { body: { role: 'agent' } });
    expect((await member.client.get(members)).json.code).toBe('not_permitted');
  });
});

test('a member sees where they are logged in, and logs out there; nobody else can', async () => {
  const member = await aMember(api, organisationId, { role: 'agent' });
  const other = await aMember(api, organisationId, { role: 'agent' });
  const elsewhere = new ApiClient(api, { 'user-agent': 'Mozilla/5.0 Firefox/140' });
  await elsewhere.logInMember(member);
  const { items } = (await member.client.get('/api/organisation/logins')).json;
  expect(items.map(({ current, userAgent }) => [current, userAgent.includes('Firefox')])).toContainEqual([
    false,
    true,
  ]);
  const path = `/api/organisation/logins/${items.find(({ current }) => !current)?.id}`;
  expect((await other.client.send('DELETE', path)).status).toBe(404);
  expect((await member.client.send('DELETE', path)).status).toBe(204);
  expect((await elsewhere.get('/api/organisation/session')).status).toBe(401);
  expect((await member.client.get('/api/organisation/session')).status).toBe(200);
});

test('the last administrator can be neither demoted nor disabled, even by two at once', async () => {
  const { id } = await anOrganisation(api);
  const one = await aMember(api, id, { secondFactor: true });
  const two = await aMember(api, id, { secondFactor: true });
  const demote = (by: TestMember, whom: TestMember) =>
    by.client.send('PATCH', `${members}/${whom.id}`, { body: { role: 'agent' } });
  const answers = await Promise.all([demote(one, two), demote(two, one)]);
  const left = answers[0]?.status === 200 ? one : two;
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  const disable = { body: { status: 'disabled' } };
  const answer = await left.client.send('PATCH', `${members}/${left.id}`, disable);
  expect([answer.status, answer.json.code]).toEqual([409, 'last_administrator']);
});

test('a member without a second factor replies, but publishes no session; the timeline says who replied', async () => {
  const cast = await aCast(api);
  const member = await aMember(api, cast.organisation.id, { role: 'agent' });
  const number = await acceptedDossier({ ...cast, asOrganisation: member.client });
  const refused = await member.client.send('PATCH', `/api/organisation/sessions/${cast.sessionId}`, {
    body: {},
  });
  expect([refused.status, refused.json.code]).toEqual([403, 'second_factor_required']);
  const { items } = (await member.client.get(`/api/organisation/dossiers/${number}/events`)).json;
  expect(items.map(({ type, sender }) => [type, sender?.name ?? null])).toEqual([
    ['submit', null],
    ['accept', 'Dominique Membre'],
  ]);
  expect(JSON.stringify(items)).not.toContain('rightsCents');
});
