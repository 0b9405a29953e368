import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { visitor } from '../support/api-client.ts';
import type { TestApi } from '../support/api.ts';
import { aMember, memberPassword } from '../support/api-members.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { mailTo } from '../support/mailbox.ts';
import { type MemberWorld, members, startMemberWorld } from '../support/member-world.ts';

let world: MemberWorld;
let api: TestApi;
let mailbox: Mailbox;
let organisationId: string;

beforeAll(async () => {
  world = await startMemberWorld();
  ({ api, mailbox, organisationId } = world);
});
afterAll(() => world.stop());

const ask = (email: string) => visitor(api).post('/api/organisation/password-resets', { email });
const accept = (token: string, password: string) =>
  visitor(api).post('/api/organisation/invitations/accept', { token, name: 'Dominique Nouveau', password });
const complete = (token: string, password: string) =>
  visitor(api).post('/api/organisation/password-resets/completion', { token, password });

test('a lost password is replaced by a mailed link, once even when it is used twice at a time; every session ends', async () => {
  const member = await aMember(api, organisationId, { secondFactor: true });
  const password = 'Un automne à Brest 43';
  expect((await ask(member.email.toUpperCase())).status).toBe(202);
  const token = await world.tokenFor(member.email);
  const same = await complete(token, member.password);
  expect(same.json.errors).toMatchObject([{ path: 'password', code: 'same_password' }]);
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

test('a lost password of nobody, of somebody invited and of somebody disabled gets the same answer, and no mail', async () => {
  const disabled = await aMember(api, organisationId, { role: 'agent' });
  await world.administrator.client.send('PATCH', `${members}/${disabled.id}`, {
    body: { status: 'disabled' },
  });
  const known = await aMember(api, organisationId, { role: 'agent' });
  const { id } = await world.invited('pas-encore@organisme.test');
  expect(id).toBeDefined();
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

test('a lost password is asked for three times an hour at most, whoever’s it is', async () => {
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await ask('trop-souvent@organisme.test'));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
});

test('a lost password cannot be replaced by an invitation’s token, nor an invitation accepted by a link to a password', async () => {
  const member = await aMember(api, organisationId, { role: 'agent' });
  await ask(member.email);
  const reset = await world.tokenFor(member.email);
  expect((await accept(reset, memberPassword)).status).toBe(410);
  const { token } = await world.invited('autre-usage@organisme.test');
  expect((await complete(token, memberPassword)).status).toBe(410);
});
