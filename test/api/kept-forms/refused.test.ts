import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { isKept } from '../../../api/kept-forms/keep.ts';
import { queries } from '../../../db/database.ts';
import { eraseExpired } from '../../../db/personal-data/erase-expired.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { loggedIn, visitor } from '../../support/api-client.ts';
import { aCast, sentDossier } from '../../support/api-dossiers.ts';
import { aMember } from '../../support/api-members.ts';
import { aTrainee } from '../../support/api-people.ts';
import { fieldsOf, html, sendRaw, submitForm } from '../../support/page-forms.ts';

let api: TestApi;
const hourMs = 60 * 60_000;

beforeAll(async () => {
  api = await startApi({ worker: true });
});
afterAll(async () => {
  await api.stop();
});

async function storedForms(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from kept_forms`.execute(
    queries(api.db.em.fork()),
  );
  return rows[0]?.count ?? 0;
}

describe('a form that is refused', () => {
  test('leads to its page, which can be read again, in either language, until the form is taken', async () => {
    const client = await loggedIn(api, await aTrainee(api));
    const path = '/compte/profil';
    const filled = fieldsOf(await client.get(path, html), path);
    for (const [name, value] of Object.entries({ phone: '12', street: '1 rue « Où »', city: 'Lyon' }))
      filled.set(name, value);
    const refused = await sendRaw(client, path, filled, path);
    expect(refused.status).toBe(303);
    const shownAt = refused.headers.get('location') ?? '';
    expect(shownAt).toMatch(/^\/compte\/profil\?saisie=[\w-]{36}$/);

    for (const _reading of ['first', 'again']) {
      const page = await client.get(shownAt, html);
      expect(page.status).toBe(422);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.text).toContain('value="1 rue « Où »"');
      expect(page.text).toMatch(/<a href="#phone">/);
      expect(page.text).toContain('<title>Erreur – ');
    }
    await client.get(`/langue?vers=en&retour=${encodeURIComponent(shownAt)}`, html);
    const inEnglish = await client.get(shownAt, html);
    expect(inEnglish.text).toContain('This phone number is not valid.');
    expect(inEnglish.text).toContain('value="1 rue « Où »"');

    const corrected = fieldsOf(inEnglish, path);
    const right = { phone: '06 12 34 56 78', street: '1 rue Où', postcode: '69001', city: 'Lyon' };
    for (const [name, value] of Object.entries({ ...right, diploma: 'aucun', category: '3' }))
      corrected.set(name, value);
    const taken = await sendRaw(client, path, corrected, shownAt);
    expect(taken.headers.get('location')).toBe('/compte');
    const back = await client.get(shownAt, html);
    expect(back.status).toBe(200);
    expect(back.text).not.toContain('id="erreurs"');
  });

  test('is shown to nobody else', async () => {
    const client = await loggedIn(api, await aTrainee(api));
    const path = '/compte/profil';
    const filled = fieldsOf(await client.get(path, html), path);
    filled.set('street', 'rue secrète');
    const shownAt = (await sendRaw(client, path, filled, path)).headers.get('location') ?? '';
    const other = await loggedIn(api, await aTrainee(api));
    for (const [reader, address] of [
      [other, shownAt],
      [client, `${path}?saisie=0190a000-0000-7000-8000-000000000000`],
      [client, `${path}?saisie=${'a'.repeat(5_000)}`],
      [client, `${path}?saisie=1&saisie=2`],
    ] as const) {
      const page = await reader.get(address, html);
      expect([address.slice(0, 60), page.status]).toEqual([address.slice(0, 60), 200]);
      expect(page.text).not.toContain('rue secrète');
    }
    expect((await visitor(api).get(shownAt, html)).status).toBe(303);
    expect((await client.get(shownAt, html)).text).toContain('rue secrète');
  });

  test('is kept sealed, without passwords and codes, and erased after an hour', async () => {
    const trainee = await aTrainee(api);
    const client = await loggedIn(api, trainee);
    const path = '/compte/adresse-electronique';
    const before = await storedForms();
    const answer = await submitForm(client, path, path, {
      email: 'autre@exemple.test',
      password: 'Un-secret-a-ne-pas-garder-1',
    });
    expect(answer.text).toContain('value="autre@exemple.test"');
    expect(answer.text).not.toContain('Un-secret-a-ne-pas-garder-1');
    expect(await storedForms()).toBe(before + 1);
    const { rows } = await sql<{ text: string }>`select encode(contents_ciphertext, 'escape') as text
      from kept_forms`.execute(queries(api.db.em.fork()));
    for (const { text } of rows) expect(text).not.toMatch(/autre@exemple|secret-a-ne-pas/);
    await eraseExpired(api.db.em.fork(), new Date(Date.now() + hourMs + 1));
    expect(await storedForms()).toBe(0);
  });

  test('of a visitor is found again by the session that their browser gets', async () => {
    const client = visitor(api);
    const body = new URLSearchParams({ nir: '1 23', password: '', retour: '/dossiers' });
    const page = await client.post('/connexion', body, { ...html, referer: `${api.baseUrl}/connexion` });
    expect(page.status).toBe(422);
    expect(page.text).toContain('value="1 23"');
    expect(page.text).toContain('<a href="#password">Saisissez votre mot de passe.</a>');
  });

  test('that names no page leads to the nearest one above its address; another site is none', async () => {
    const cast = await aCast(api);
    const path = `/organisme/dossiers/${await sentDossier(cast)}`;
    const { client: member } = await aMember(api, cast.organisation.id);
    for (const referer of [
      undefined,
      `https://ailleurs.example${path}/messages`,
      `${api.baseUrl}/api/docs`,
    ]) {
      const filled = fieldsOf(await member.get(path, html), `${path}/reponse`);
      filled.set('decision', 'propose');
      filled.set('note', 'Bonjour');
      filled.set('priceCents', 'beaucoup');
      const answer = await fetch(`${api.baseUrl}${path}/reponse`, {
        method: 'POST',
        redirect: 'manual',
        body: filled,
        headers: {
          ...html,
          cookie: member.sessionCookie ?? '',
          ...(referer === undefined ? {} : { referer }),
        },
      });
      expect(answer.headers.get('location')).toMatch(new RegExp(`^${path}\\?saisie=`));
      const page = await member.get(answer.headers.get('location') ?? '', html);
      expect(page.text).toMatch(/<textarea id="note"[^>]*>Bonjour</);
      expect(page.text).toMatch(/<details[^>]* open[^>]*>/);
    }
  });
});

test('every field of the site for a password or a code is never kept', () => {
  const names = ['password', 'currentPassword', 'newPassword', 'code', 'text'];
  expect(names.filter(isKept)).toEqual([]);
  expect(['texte', 'postcode', 'nir', 'email', 'note'].filter(isKept)).toHaveLength(5);
});
