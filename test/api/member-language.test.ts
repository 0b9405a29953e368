import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { visitor } from '../support/api-client.ts';
import type { TestApi } from '../support/api.ts';
import { aMember, type TestMember } from '../support/api-members.ts';
import { mailTo } from '../support/mailbox.ts';
import { type MemberWorld, startMemberWorld } from '../support/member-world.ts';
import { html, submitForm } from '../support/page-forms.ts';

const path = '/api/organisation/session/language';
const preferences = '/api/organisation/preferences';
let world: MemberWorld;
let api: TestApi;

beforeAll(async () => {
  world = await startMemberWorld();
  ({ api } = world);
});
afterAll(() => world.stop());

const choose = ({ client }: TestMember, language: unknown) =>
  client.send('PUT', path, { body: { language } });
const chosen = async ({ client }: TestMember) =>
  (await client.get('/api/organisation/session')).json.member.language;
const speaks = (language: string) =>
  world.administrator.client.send('PATCH', preferences, { body: { language } });

test('a member is written to in the language that they chose, else in that of the organisation', async () => {
  const member = await aMember(api, world.organisationId, { role: 'agent' });
  const ask = () => visitor(api).post('/api/organisation/password-resets', { email: member.email });
  const subject = (wanted: string) => mailTo(world.mailbox, member.email, (mail) => mail.subject === wanted);
  expect(await chosen(member)).toBeNull();
  expect((await speaks('en')).status).toBe(200);
  await ask();
  expect((await subject('Choose a new password')).html).toContain('<html lang="en"');
  expect((await choose(member, 'fr')).status).toBe(204);
  await ask();
  expect((await subject('Choisir un nouveau mot de passe')).html).toContain('<html lang="fr"');
  expect((await speaks('fr')).status).toBe(200);
  await choose(member, 'en');
  const passwords = { currentPassword: member.password, newPassword: 'Cerisier-Vert-2027!' };
  await member.client.send('PUT', '/api/organisation/session/password', { body: passwords });
  expect((await subject('Your password has changed')).text).toContain('You receive this message');
  member.client.keepToken(await member.client.get('/api/organisation/session'));
  expect((await choose(member, null)).status).toBe(204);
  expect(await chosen(member)).toBeNull();
});

test('somebody who is invited is written to in the language of the organisation', async () => {
  await speaks('en');
  await world.invited('somebody@organisme.test');
  const mail = await mailTo(world.mailbox, 'somebody@organisme.test');
  expect(mail.subject).toBe('Your access to the space of Organisme d’essai');
  await speaks('fr');
});

test('a language that is none is refused, and the one that was chosen stays', async () => {
  const member = await aMember(api, world.organisationId, { role: 'agent' });
  await choose(member, 'en');
  for (const wrong of ['de', '', 1, undefined]) expect((await choose(member, wrong)).status).toBe(422);
  const form = await submitForm(member.client, '/organisme/compte', 'langue', { language: 'de' });
  expect(form.status).toBe(422);
  expect(await chosen(member)).toBe('en');
});

test('the language stands on the account page, and is chosen there', async () => {
  const member = await aMember(api, world.organisationId, { role: 'agent' });
  const page = '/organisme/compte';
  const shown = async () =>
    /<option value="(\w*)" selected>/.exec((await member.client.get(page, html)).text)?.[1];
  expect(await shown()).toBe('');
  const done = await submitForm(member.client, page, 'langue', { language: 'en' });
  expect([done.status, done.headers.get('location')]).toEqual([303, page]);
  expect([await shown(), await chosen(member)]).toEqual(['en', 'en']);
  await submitForm(member.client, page, 'langue', { language: '' });
  expect(await chosen(member)).toBeNull();
});
