import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { csvCell } from '../../api/pages/organisation/inbox/csv.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { visitor } from '../support/api-client.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { aMember, codeOf, memberPassword, type TestMember } from '../support/api-members.ts';

let api: TestApi;
let cast: ApiCast;
let member: TestMember;
const html = { accept: 'text/html' };

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
  member = await aMember(api, cast.organisation.id, { role: 'agent' });
});
afterAll(async () => {
  await api.stop();
});

test('a form without its session’s token does nothing', async () => {
  const number = await sentDossier(cast);
  const answer = await fetch(`${api.baseUrl}/organisme/dossiers/${number}/reponse`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...html, cookie: member.client.sessionCookie ?? '' },
    body: new URLSearchParams({ decision: 'accept', jeton: 'forged' }),
  });
  expect(answer.status).toBe(403);
  expect((await cast.asTrainee.get(`/api/dossiers/${number}`)).json.state).toBe('requested');
});

test('a forged decision is refused on the dossier', async () => {
  const number = await sentDossier(cast);
  const { text } = await member.client.get(`/organisme/dossiers/${number}`, html);
  const jeton = /name="jeton" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const path = `/organisme/dossiers/${number}/reponse`;
  for (const decision of ['', 'toString', '__proto__', 'validate']) {
    const answer = await member.client.post(path, new URLSearchParams({ decision, jeton }), html);
    const isExplained = answer.text.includes('id="erreurs"');
    expect([decision, answer.status, isExplained]).toEqual([decision, 422, true]);
  }
});

test('the file of dossiers has a mark for spreadsheets, and no cell that one would compute', async () => {
  const number = await sentDossier(cast);
  const { text, headers } = await member.client.get('/organisme/dossiers.csv?etat=requested', html);
  expect(headers.get('content-disposition')).toMatch(/^attachment/);
  expect(text).toContain(`"${number}";"Demande d'inscription"`);
  expect(['=1+1', '+33', '-2', '@x', '\t=1', 'a"b', 'anglais'].map(csvCell)).toEqual([
    `"'=1+1"`,
    `"'+33"`,
    `"'-2"`,
    `"'@x"`,
    `"'\t=1"`,
    '"a""b"',
    '"anglais"',
  ]);
});

test('a member with a second factor gives its code before seeing anything', async () => {
  const guarded = await aMember(api, cast.organisation.id, { secondFactor: true });
  const client = visitor(api);
  const typed = new URLSearchParams({ email: guarded.email, password: memberPassword, retour: '/dossiers' });
  const login = await client.post('/organisme/connexion', typed, html);
  expect(login.headers.get('location')).toBe('/organisme/connexion/code?retour=%2Forganisme');
  expect((await client.get('/organisme', html)).status).toBe(303);
  const wrong = await client.post('/organisme/connexion/code', new URLSearchParams({ code: '000000' }), html);
  expect([wrong.status, wrong.text.includes('id="code-error"')]).toEqual([401, true]);
  const code = codeOf(guarded.secret ?? '', Date.now() + 30_000);
  const right = await client.post('/organisme/connexion/code', new URLSearchParams({ code }), html);
  expect([right.status, right.headers.get('location')]).toEqual([303, '/organisme']);
  expect((await client.get('/organisme', html)).text).toContain('Dossiers reçus');
});

test('another organisation’s dossier is not there', async () => {
  const other = await aCast(api);
  const number = await sentDossier(other);
  expect((await member.client.get(`/organisme/dossiers/${number}`, html)).status).toBe(404);
});
