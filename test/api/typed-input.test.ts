import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { aTraineeAtHome } from '../support/account-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import type { ApiClient } from '../support/api-client.ts';
import { type ApiCast, aCast, sentDossier } from '../support/api-dossiers.ts';
import { aMember, memberPassword, type TestMember } from '../support/api-members.ts';
import { html, submitForm } from '../support/page-forms.ts';

jest.setTimeout(60_000);

let api: TestApi;
let cast: ApiCast;
let member: TestMember;
let client: ApiClient;

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
  member = await aMember(api, cast.organisation.id, { secondFactor: true });
});
afterAll(async () => {
  await api.stop();
});
beforeEach(async () => {
  ({ client } = await aTraineeAtHome(api));
});

/** As a phone's address book and a word processor leave them. */
const pasted = {
  phone: '\u202a06\u00a012\u202f34 56\u200b78\u202c',
  address: {
    street: '\ufeff12 bis, résidence « Le Clos » – l‘Étang',
    complement: 'chez M. O’Neill',
    postcode: '75\u202f002',
    city: 'L\u2019Haÿ\u2011les\u2011Roses',
  },
  diploma: null,
  category: 5,
};
const kept = {
  ...pasted,
  phone: '+33612345678',
  address: {
    street: '12 bis, résidence "Le Clos" - l\'Étang',
    complement: "chez M. O'Neill",
    postcode: '75002',
    city: "L'Haÿ-les-Roses",
    country: 'FR',
  },
};

describe('what is pasted with marks that nobody sees', () => {
  test('is kept in one form, on the API and on the page', async () => {
    const put = await client.send('PUT', '/api/profile', { body: pasted });
    expect([put.status, put.json]).toEqual([200, kept]);
    const other = {
      ...pasted.address,
      street: '3\u00a0rue d‛En\u00adHaut',
      complement: '\u200b',
      country: 'FR',
    };
    const page = await submitForm(client, '/compte/profil', 'profil', {
      ...{ ...other, phone: `${pasted.phone}\u2069`, diploma: 'aucun', category: '5' },
    });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/compte']);
    expect((await client.get('/api/profile')).json).toMatchObject({
      address: { ...kept.address, street: "3 rue d'EnHaut", complement: null },
    });
  });

  test('is one line where one line is asked for, and as written where lines are', async () => {
    const key = await member.client.post('/api/organisation/keys', {
      name: ' \u2067plan\u00adning\r\n du\u2028soir ',
    });
    expect(key.json.apiKey.name).toBe('planning du soir');
    const number = await sentDossier(cast);
    const path = `/api/dossiers/${number}/messages`;
    const sent = await cast.asTrainee.post(path, {
      text: '\u202eBonjour\u202c,\r\n« été »\u202f! E\u0301té ',
    });
    expect(sent.json.text).toBe('Bonjour,\n« été »\u202f! Été');
    await submitForm(cast.asTrainee, `/dossiers/${number}/messages`, 'messages', {
      texte: '\u200bDeux\r\nlignes\u2063',
    });
    expect((await cast.asTrainee.get(path)).json.items[0]?.text).toBe('Deux\nlignes');
  });

  test('nested as nobody does is refused like any other nonsense', async () => {
    const nested = '['.repeat(40_000) + ']'.repeat(40_000);
    const answer = await fetch(`${api.baseUrl}/api/password-checks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"password":"x","nir":${nested}}`,
    });
    expect(answer.status).toBe(422);
  });

  test('that is nothing else is nothing', async () => {
    const number = await sentDossier(cast);
    const path = `/api/dossiers/${number}/messages`;
    const sent = await cast.asTrainee.post(path, { text: '\u200b \u2060\ufeff' });
    expect([sent.status, sent.json.errors]).toMatchObject([422, [{ path: 'text', code: 'empty' }]]);
    expect((await client.get('/api/trainings?q=%E2%80%8B&limit=1')).status).toBe(200);
  });

  test('opens the door to whoever pasted a number or an address, and never changes a password', async () => {
    const again = await member.client.post('/api/organisation/session', {
      email: `\u200b ${member.email}\u202c `,
      password: memberPassword,
    });
    expect([again.status, again.json.status]).toEqual([200, 'second_factor_expected']);
    const wrong = await member.client.post('/api/organisation/session', {
      email: member.email,
      password: `${memberPassword}\u200b`,
    });
    expect(wrong.status).toBe(401);
  });
});

describe('a character that cannot be kept', () => {
  test('is named, on the API and in the language of the page', async () => {
    const number = await sentDossier(cast);
    const sent = await cast.asTrainee.post(`/api/dossiers/${number}/messages`, { text: 'a\u0007b' });
    expect(sent.json.errors).toEqual([
      {
        path: 'text',
        code: 'unreadable_character',
        character: 'U+0007',
        message: 'Ce texte contient un caractère qui ne peut pas être enregistré (U+0007) : effacez-le.',
      },
    ]);
    const profile = { ...pasted, address: { ...pasted.address, city: 'Lyon {3}' } };
    const put = await client.send('PUT', '/api/profile', { body: profile });
    expect(put.json.errors).toMatchObject([{ path: 'address.city', code: 'invalid_city', character: '{' }]);
    await client.get('/langue?vers=en&retour=/compte', html);
    const english = await submitForm(client, '/compte/profil', 'profil', {
      ...{ ...kept.address, city: 'Lyon {3}', phone: '0612345678', diploma: 'aucun', category: '5' },
    });
    expect(english.text).toMatch(/id="city-error"><p>This line cannot hold “{”: remove it\./);
  });
});

describe('an address outside metropolitan France', () => {
  const at = (address: object, phone: string) => ({
    ...{ phone, diploma: null, category: 5 },
    address: { street: '1 rue du Port', complement: null, ...address },
  });

  test.each([
    ['Geneva', { postcode: '1204', city: 'Genève', country: 'CH' }, '022 418 29 00', '+41224182900'],
    ['the army', { postcode: '00200', city: 'HUB ARMEES' }, '06 12 34 56 78', '+33612345678'],
    ['Monaco', { postcode: '98000', city: 'Monaco' }, '93 15 00 00', '+37793150000'],
    ['New Caledonia', { postcode: '98800', city: 'Nouméa' }, '77 12 34', '+687771234'],
    ['Polynesia', { postcode: '98714', city: 'Papeete' }, '87 12 34 56', '+68987123456'],
    ['Hong Kong', { postcode: '', city: 'Hong Kong', country: 'hk' }, '2123 4567', '+85221234567'],
  ])('in %s is kept, and its phone is read as it is dialled there', async (_, address, typed, phone) => {
    const put = await client.send('PUT', '/api/profile', { body: at(address, typed) });
    expect(put.status).toBe(200);
    const { postcode, city } = address;
    expect(put.json).toMatchObject({ phone, address: { postcode, city } });
  });

  test('is chosen and shown on the page with its country', async () => {
    const { text } = await client.get('/compte/profil', html);
    expect(text).toContain('<option value="FR" selected>France</option>');
    const sent = await submitForm(client, '/compte/profil', 'profil', {
      ...{ street: '3 rue du Rhône', complement: '', postcode: '1204', city: 'Genève', country: 'CH' },
      ...{ phone: '022 418 29 00', diploma: 'aucun', category: '5' },
    });
    expect(sent.status).toBe(303);
    expect((await client.get('/compte', html)).text).toContain('3 rue du Rhône, 1204 Genève, Suisse');
  });

  test('typed as one of France is told to choose its country', async () => {
    const put = await client.send('PUT', '/api/profile', {
      body: at({ postcode: '1204', city: 'Genève' }, '+41224182900'),
    });
    expect(put.json.errors).toMatchObject([
      {
        path: 'address.postcode',
        code: 'invalid_postcode',
        message: expect.stringContaining('choisissez votre pays'),
      },
    ]);
    const wrong = await client.send('PUT', '/api/profile', {
      body: at({ postcode: '1204', city: 'Genève', country: 'Suisse' }, '+41224182900'),
    });
    expect(wrong.json.errors).toMatchObject([{ path: 'address.country', code: 'invalid_country' }, {}]);
  });
});
