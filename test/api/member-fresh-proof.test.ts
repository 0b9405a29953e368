import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { TestApi } from '../support/api.ts';
import { type ApiClient, visitor } from '../support/api-client.ts';
import { aMember, codeOf, enrol, type TestMember } from '../support/api-members.ts';
import { anOrganisation } from '../support/api-people.ts';
import { mailTo } from '../support/mailbox.ts';
import { type MemberWorld, members, startMemberWorld } from '../support/member-world.ts';
import { html, submitForm } from '../support/page-forms.ts';

jest.setTimeout(120_000);

const factor = '/api/organisation/second-factor';
const proof = '/api/organisation/session/proof';
const laterMs = 10 * 60_000 + 1_000;
let world: MemberWorld;
let api: TestApi;
let ahead = 0;
beforeAll(async () => {
  world = await startMemberWorld({ now: () => Date.now() + ahead });
  ({ api } = world);
});
afterAll(() => world.stop());
beforeEach(async () => {
  ahead = 0;
  await sql`delete from login_guards`.execute(queries(api.db.em.fork()));
});

/** Somebody has the session of an administrator, and nothing else of them. */
async function stolen(): Promise<TestMember & { colleague: TestMember }> {
  const { id } = await anOrganisation(api);
  const administrator = await aMember(api, id, { secondFactor: true });
  const colleague = await aMember(api, id, { secondFactor: true });
  return { ...administrator, colleague };
}

async function codeAndStatus(answer: ReturnType<ApiClient['get']>): Promise<[number, string | undefined]> {
  const { status, json } = await answer;
  return [status, json.code];
}

describe('whoever has a member’s session and not their password', () => {
  test('enrols no second factor in their name, and sees none that they have begun', async () => {
    const { id } = await anOrganisation(api);
    const { client, password, email } = await aMember(api, id);
    expect((await client.post(factor)).status).toBe(422);
    expect(await codeAndStatus(client.post(factor, { password: 'Autre-Chose-2026!' }))).toEqual([
      401,
      'invalid_member_credentials',
    ]);
    const page = '/organisme/double-authentification';
    expect((await submitForm(client, page, page)).status).toBe(422);
    expect((await client.get(`${page}/activation`, html)).status).toBe(303);
    expect((await client.get(factor)).json.enabled).toBe(false);

    const { json } = await client.post(factor, { password });
    expect((await client.get(`${page}/activation`, html)).text).toContain(json.secret.slice(0, 4));
    ahead = laterMs;
    expect((await client.get(`${page}/activation`, html)).status).toBe(303);
    ahead = 0;
    await enrol(client, password);
    const mail = await mailTo(world.mailbox, email, ({ subject }) => /activée$/.test(subject));
    expect([mail.subject, mail.text?.includes('Ce n’était pas vous ?')]).toEqual([
      'Double authentification activée',
      true,
    ]);
  });

  test('takes no second factor away by the way for colleagues', async () => {
    const { client, id } = await stolen();
    const own = await client.send('DELETE', `${members}/${id}/second-factor`);
    expect([own.status, own.json.code]).toEqual([409, 'own_second_factor']);
    expect((await client.get(factor)).json.enabled).toBe(true);
    expect((await client.get(`/organisme/membres/${id}`, html)).text).not.toContain('id="facteur"');
  });

  test('lets nobody in, makes no key and no webhook, changes no role and no secret, once the login is ten minutes old', async () => {
    const { client, colleague, password } = await stolen();
    const { json: key } = await client.post('/api/organisation/keys', { name: 'Planning' });
    const webhook = { url: 'https://exemple.test/hook', events: ['dossier.requested'] };
    const { json: endpoint } = await client.post('/api/organisation/webhooks', webhook);
    const at = `/api/organisation/webhooks/${endpoint.webhook.id}`;
    const wishes: [string, string, unknown, number][] = [
      ['POST', members, { email: 'complice@exemple.test', role: 'administrator' }, 201],
      ['PATCH', `${members}/${colleague.id}`, { role: 'agent' }, 200],
      ['DELETE', `${members}/${colleague.id}/second-factor`, undefined, 204],
      ['POST', '/api/organisation/keys', { name: 'Autre' }, 201],
      ['POST', `/api/organisation/keys/${key.apiKey.id}/rotation`, { overlapHours: 1 }, 201],
      ['POST', '/api/organisation/webhooks', { ...webhook, url: 'https://exemple.test/autre' }, 201],
      ['PATCH', at, { url: 'https://exemple.test/voleur' }, 200],
      ['POST', `${at}/secret`, { overlapHours: 1 }, 200],
    ];
    ahead = laterMs;
    for (const [method, path, body] of wishes) {
      expect([path, ...(await codeAndStatus(client.send(method, path, { body })))]).toEqual([
        path,
        403,
        'fresh_proof_required',
      ]);
    }
    // What stops harm asks for nothing.
    expect((await client.send('DELETE', `/api/organisation/keys/${key.apiKey.id}`)).status).toBe(200);
    expect(await codeAndStatus(client.post(proof, { password: 'Autre-Chose-2026!' }))).toEqual([
      401,
      'invalid_member_credentials',
    ]);
    const cookie = client.sessionCookie;
    expect((await client.post(proof, { password })).status).toBe(204);
    expect(client.sessionCookie).not.toBe(cookie);
    const others = wishes.filter(([, path]) => !path.endsWith('/rotation'));
    for (const [method, path, body, status] of others) {
      expect([path, (await client.send(method, path, { body })).status]).toEqual([path, status]);
    }
  });

  test('guesses the password five times, and keeps nobody else waiting by it', async () => {
    const { client, password, secret, email } = await stolen();
    const own = visitor(api);
    await own.logInMember({ email, password });
    own.keepToken(
      await own.post('/api/organisation/session/second-factor', {
        code: codeOf(secret ?? '', Date.now() + 30_000),
      }),
    );
    for (let guess = 0; guess < 5; guess += 1) await client.post(proof, { password: `Faux-${guess}-2026!` });
    expect(await codeAndStatus(client.post(proof, { password }))).toEqual([429, 'too_many_attempts']);
    expect((await own.post(proof, { password })).status).toBe(204);
  });
});

describe('a page', () => {
  test('asks for the password, says what is wrong with it, and then does what was asked, with all that was typed', async () => {
    const { client, password } = await stolen();
    const url = 'https://exemple.test/page';
    const page = await client.get('/organisme/webhooks', html);
    ahead = laterMs;
    const form = { url, description: 'Planning & paie', events: 'dossier.requested' };
    const asked = await submitForm(client, page, '/organisme/webhooks', form);
    expect([asked.status, asked.text.includes('Confirmez que c’est bien vous')]).toEqual([403, true]);
    const empty = await submitForm(client, asked, '/organisme/webhooks', { preuve: '' });
    expect([empty.status, empty.text.includes('id="preuve-error"')]).toEqual([403, true]);
    const wrong = await submitForm(client, empty, '/organisme/webhooks', { preuve: 'Faux-2026-Faux!' });
    expect([wrong.status, wrong.text.includes('id="preuve-error"')]).toEqual([403, true]);
    expect(wrong.text).not.toContain('Faux-2026-Faux!');
    const done = await submitForm(client, wrong, '/organisme/webhooks', { preuve: password });
    expect(done.status).toBe(200);
    const { items } = (await client.get('/api/organisation/webhooks')).json;
    expect(items).toMatchObject([
      { url, description: 'Planning & paie', events: expect.arrayContaining(['dossier.requested']) },
    ]);
  });
});
