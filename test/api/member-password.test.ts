import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { tokenMailedTo } from '../support/account-world.ts';
import { ApiClient, visitor } from '../support/api-client.ts';
import { aMember, memberPassword, type TestMember } from '../support/api-members.ts';
import { anOrganisation } from '../support/api-people.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { mailTo, startTestMailbox } from '../support/mailbox.ts';
import { mailsTo } from '../support/registrations.ts';

jest.setTimeout(60_000);

let api: TestApi;
let mailbox: Mailbox;
let organisationId: string;
let administrator: TestMember;
const members = '/api/organisation/members';

beforeAll(async () => {
  mailbox = await startTestMailbox();
  api = await startApi({ worker: true, env: mailsTo(mailbox) });
  organisationId = (await anOrganisation(api)).id;
  administrator = await aMember(api, organisationId, { secondFactor: true });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});

describe('a lost password', () => {
  const ask = (email: string) => visitor(api).post('/api/organisation/password-resets', { email });
  const complete = (token: string, password: string) =>
    visitor(api).post('/api/organisation/password-resets/completion', { token, password });

  test('is replaced by a mailed link, once even when it is used twice at a time; every session ends', async () => {
    const member = await aMember(api, organisationId, { secondFactor: true });
    const password = 'Un automne à Brest 43';
    expect((await ask(member.email.toUpperCase())).status).toBe(202);
    const token = await tokenMailedTo(mailbox, member.email, /nouveau mot de passe/);
    const weak = await complete(token, 'court');
    expect(weak.json.errors.map(({ code }) => code)).toContain('too_short');
    const answers = await Promise.all([complete(token, password), complete(token, password)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
    expect((await member.client.get('/api/organisation/session')).status).toBe(401);
    const login = await visitor(api).logInMember({ email: member.email, password });
    expect(login.json).toEqual({ status: 'second_factor_expected' });
    const told = await mailTo(mailbox, member.email, ({ subject }) => /a changé/.test(subject));
    expect(told.text).toContain('Organisme d’essai');
  });

  test('of nobody, of somebody invited and of somebody disabled gets the same answer, and no mail', async () => {
    const disabled = await aMember(api, organisationId, { role: 'agent' });
    await administrator.client.send('PATCH', `${members}/${disabled.id}`, { body: { status: 'disabled' } });
    const known = await aMember(api, organisationId, { role: 'agent' });
    await administrator.client.post(members, { email: 'pas-encore@organisme.test' });
    const addresses = ['personne@organisme.test', 'pas-encore@organisme.test', disabled.email, known.email];
    const answers = [];
    for (const address of addresses) answers.push(await ask(address));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(addresses.map(() => [202, '{}']));
    await mailTo(mailbox, known.email);
    const subjects = addresses
      .slice(0, 3)
      .map((address) => mailbox.mails(address).map(({ subject }) => subject));
    expect(subjects.flat().filter((subject) => /mot de passe/.test(subject))).toEqual([]);
  });

  test('is asked for three times an hour at most, whoever’s it is', async () => {
    const answers = [];
    for (let time = 0; time < 4; time += 1) answers.push(await ask('trop-souvent@organisme.test'));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
  });

  test('cannot be replaced by an invitation’s token, nor an invitation accepted by a link to a password', async () => {
    const member = await aMember(api, organisationId, { role: 'agent' });
    await ask(member.email);
    const reset = await tokenMailedTo(mailbox, member.email, /nouveau mot de passe/);
    const wish = { token: reset, name: 'Dominique Membre', password: memberPassword };
    expect((await visitor(api).post('/api/organisation/invitations/accept', wish)).status).toBe(410);
    await administrator.client.post(members, { email: 'autre-usage@organisme.test' });
    const token = await tokenMailedTo(mailbox, 'autre-usage@organisme.test', /accès/);
    expect((await complete(token, memberPassword)).status).toBe(410);
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
