import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AddressedMail } from '../../activities/mail/mail.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, loggedIn, visitor } from '../support/api-client.ts';
import { aCast, sentDossier } from '../support/api-dossiers.ts';
import { aTrainee, type TestTrainee } from '../support/api-people.ts';
import { tablesWith } from '../support/canary.ts';
import { preparedExport, proveAgain } from '../support/data-exports.ts';
import { html, submitForm } from '../support/page-forms.ts';

let api: TestApi;
let trainee: TestTrainee;
let client: ApiClient;
let clockOffset = 0;
const mails: AddressedMail[] = [];

beforeAll(async () => {
  const mailer = {
    send: (mail: AddressedMail) => {
      mails.push(mail);
      return Promise.resolve({ id: String(mails.length) });
    },
  };
  api = await startApi({ worker: true, mailer, clock: { now: () => Date.now() + clockOffset } });
});
afterAll(async () => {
  await api.stop();
});
beforeEach(async () => {
  clockOffset = 0;
  trainee = await aTrainee(api);
  client = await loggedIn(api, trainee);
});

async function mailAbout(subject: string): Promise<AddressedMail> {
  return await waitFor(() => {
    const mail = mails.find((one) => one.to === trainee.email && one.subject.includes(subject));
    return mail === undefined ? Promise.reject(new Error('no mail yet')) : Promise.resolve(mail);
  });
}

describe('an export of one’s data', () => {
  test('holds what is kept, as JSON and as PDF, is told by mail, and is sealed in the database', async () => {
    const { id } = await preparedExport(client);
    await proveAgain(client, trainee.password);
    const json = await client.get(`/api/account/exports/${id}/file`);
    expect(JSON.parse(json.text)).toMatchObject({
      account: { nir: trainee.nir, email: trainee.email, birth_name: 'Exemple' },
      rights: { availableCents: 150_000 },
      dossiers: [],
    });
    expect(json.text).not.toContain('argon2');
    expect(json.headers.get('content-disposition')).toContain('attachment');
    const pdf = await client.get(`/api/account/exports/${id}/file?format=pdf`);
    expect(pdf.headers.get('content-type')).toContain('application/pdf');
    expect(pdf.text.startsWith('%PDF-')).toBe(true);
    expect((await mailAbout('prêtes')).text).toContain('Connectez-vous pour la télécharger');
    expect(await tablesWith(api.db, trainee.nir)).toEqual([]);
  });

  test('is made once a day, however often it is asked for', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => client.post('/api/account/exports')));
    expect(new Set(answers.map(({ json }) => json['id'])).size).toBe(1);
    const { id } = await preparedExport(client);
    expect((await client.post('/api/account/exports')).json['id']).toBe(id);
  });

  test('is not opened by a session alone: the password is asked, on the page too, and lasts ten minutes', async () => {
    const { id } = await preparedExport(client);
    const file = `/api/account/exports/${id}/file`;
    const page = `/compte/donnees/${id}/fichier`;
    const refused = await client.get(file);
    expect([refused.status, refused.json.code]).toEqual([403, 'fresh_proof_required']);
    const asked = await client.get(page, html);
    expect([
      asked.status,
      asked.text.includes(trainee.nir),
      asked.headers.get('content-disposition'),
    ]).toEqual([...[200, false], null]);
    const wrong = await submitForm(client, `${page}?format=pdf`, page, { password: 'Faux-mot-de-passe-1' });
    expect([wrong.status, wrong.text.includes('id="password-error"')]).toEqual([422, true]);
    const guessed = await client.post('/api/session/proof', { password: 'Faux-mot-de-passe-1' });
    expect([guessed.status, guessed.json.code]).toEqual([422, 'password_wrong']);
    const before = client.sessionCookie;
    const given = await submitForm(client, `${page}?format=pdf`, page, { password: trainee.password });
    expect([given.status, given.headers.get('content-type'), given.text.slice(0, 5)]).toEqual([
      ...[200, 'application/pdf'],
      '%PDF-',
    ]);
    expect(client.sessionCookie).not.toBe(before);
    expect((await client.get(file)).status).toBe(200);
    clockOffset = 10 * 60_000 + 1_000;
    expect((await client.get(file)).status).toBe(403);
    await proveAgain(client, trainee.password);
    expect((await client.get(file)).status).toBe(200);
  });

  test('is nobody else’s, and is there for seven days', async () => {
    const { id, expiresAt } = await preparedExport(client);
    const path = `/api/account/exports/${id}/file`;
    const someoneElse = await aTrainee(api);
    const stranger = await loggedIn(api, someoneElse);
    await proveAgain(stranger, someoneElse.password);
    expect((await stranger.get(path)).json.code).toBe('export_not_found');
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    clockOffset = 7 * 86_400_000 + 60_000;
    const late = await loggedIn(api, trainee);
    await proveAgain(late, trainee.password);
    expect((await late.get(path)).json.code).toBe('export_not_found');
  });

  test('notes each reading of the number and each download', async () => {
    const { id } = await preparedExport(client);
    await proveAgain(client, trainee.password);
    await client.get(`/api/account/exports/${id}/file`);
    const { text } = await client.get(`/api/account/exports/${id}/file`);
    const { accesses } = JSON.parse(text) as { accesses: { data: string; by: string }[] };
    // The list as it was when the export was made: the reading for the export itself.
    expect(accesses).toMatchObject([{ data: 'nir', by: `trainee:${trainee.id}` }]);
    expect(await tablesWith(api.db, 'download json')).toEqual(['personal_data_accesses']);
  });
});

describe('a request for erasure', () => {
  test('needs the password', async () => {
    const wrong = await client.post('/api/account/erasure', { password: 'faux' });
    expect([wrong.status, wrong.json.code]).toEqual([422, 'password_wrong']);
    expect((await client.get('/api/session')).status).toBe(200);
  });

  test('closes the account: every session ends, and nobody logs in any more', async () => {
    const elsewhere = await loggedIn(api, trainee);
    const answer = await client.post('/api/account/erasure', { password: trainee.password });
    expect(answer.status).toBe(202);
    expect((await elsewhere.get('/api/session')).status).toBe(401);
    expect((await client.get('/api/session')).status).toBe(401);
    const again = await visitor(api).logIn(trainee);
    expect([again.status, again.json.code]).toEqual([401, 'invalid_credentials']);
    const told = await mailAbout('fermé');
    expect(told.text).toContain('/compte/reouverture');
  });

  test('is refused while a dossier is under way', async () => {
    const cast = await aCast(api);
    await sentDossier(cast);
    const answer = await cast.asTrainee.post('/api/account/erasure', { password: cast.trainee.password });
    expect([answer.status, answer.json.code]).toEqual([409, 'erasure_open_dossiers']);
  });

  test('is taken back by its owner alone, and the account opens again', async () => {
    await client.post('/api/account/erasure', { password: trainee.password });
    const { nir, password } = trainee;
    const reopen = async (typed: object) =>
      await visitor(api).post('/api/account/erasure/withdrawal', { nir, ...typed });
    const wrong = await reopen({ password: 'Faux-mot-de-passe-1' });
    expect([wrong.status, wrong.json.code]).toEqual([401, 'invalid_credentials']);
    expect((await reopen({ password })).status).toBe(202);
    await waitFor(async () => {
      const { status } = await visitor(api).logIn(trainee);
      if (status !== 200) throw new Error(`login answered ${status}`);
    });
    // Open again: there is nothing to take back.
    const again = await reopen({ password });
    expect([again.status, again.json.code]).toEqual([401, 'invalid_credentials']);
  });
});

describe('a profile', () => {
  const said = {
    phone: '06 12 34 56 78',
    address: {
      street: '1 rue de la Paix',
      complement: null,
      postcode: '75002',
      city: 'Paris',
      country: 'FR',
    },
    diploma: { level: 5, year: 2010 },
    category: 5,
  };

  test('is changed as a whole, by the rules of the registration', async () => {
    const changed = await client.send('PUT', '/api/profile', { body: said });
    expect([changed.status, changed.json]).toEqual([200, { ...said, phone: '+33612345678' }]);
    expect((await client.get('/api/profile')).json).toEqual(changed.json);
    const wrong = { ...said, phone: '12', address: { ...said.address, postcode: '99999' }, category: 9 };
    const refused = await client.send('PUT', '/api/profile', { body: wrong });
    expect(refused.json.errors.map(({ path }) => path)).toEqual(['address.postcode', 'phone', 'category']);
    expect((await client.get('/api/profile')).json).toEqual(changed.json);
  });
});
