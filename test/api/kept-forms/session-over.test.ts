import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { type ApiClient, loggedIn, visitor } from '../../support/api-client.ts';
import { aCast, sentDossier } from '../../support/api-dossiers.ts';
import { aMember } from '../../support/api-members.ts';
import { aTrainee, type TestTrainee } from '../../support/api-people.ts';
import { aFile, fieldsOf, html, sendRaw, submitForm } from '../../support/page-forms.ts';

let api: TestApi;
let clockOffset = 0;
const hourMs = 60 * 60_000;

beforeAll(async () => {
  api = await startApi({ worker: true, clock: { now: () => Date.now() + clockOffset } });
});
afterAll(async () => {
  await api.stop();
});

/** Logs in as a browser does: with no header that a program would send. */
async function byPage({ nir, password }: TestTrainee): Promise<ApiClient> {
  const client = visitor(api);
  await client.post('/connexion', new URLSearchParams({ nir, password, retour: '/compte' }), html);
  return client;
}

describe('a form whose session has ended', () => {
  test.each(['its cookie is gone', 'it is too old', 'the person logged out in another window'])(
    'is there again after the login: %s',
    async (how) => {
      const cast = await aCast(api);
      const number = await sentDossier(cast);
      const path = `/dossiers/${number}/messages`;
      const client = await byPage(cast.trainee);
      const page = await client.get(path, html);
      const form = new FormData();
      for (const [name, value] of fieldsOf(page, path)) form.set(name, value);
      form.set('texte', 'Un message\nlong à écrire');
      form.set('fichiers', aFile(Buffer.from('%PDF-1.4 trop'), 'plan.pdf'));
      if (how === 'it is too old') clockOffset += 9 * hourMs;
      if (how.includes('logged out')) await submitForm(client, path, '/deconnexion');
      const sender = how === 'its cookie is gone' ? visitor(api) : client;
      const sent = await sender.post(path, form, { ...html, referer: api.baseUrl + path });
      expect(sent.status).toBe(303);
      const logIn = sent.headers.get('location') ?? '';
      expect(logIn).toMatch(/^\/connexion\?retour=%2Fdossiers%2F\d+%2Fmessages%3Fsaisie%3D/);

      const logInPage = await sender.get(logIn, html);
      const { nir, password } = cast.trainee;
      const back = /name="retour" value="([^"]*)"/.exec(logInPage.text)?.[1] ?? '';
      const again = await sender.post(
        '/connexion',
        new URLSearchParams({ nir, password, retour: back }),
        html,
      );
      expect(again.status).toBe(200);
      expect(again.text).toMatch(/<textarea id="texte"[^>]*>Un message\r?\nlong à écrire</);
      expect(again.text).toContain('Votre session avait pris fin avant l’envoi');
      expect(again.text).toContain('Les fichiers sont à joindre de nouveau.');
      expect(again.text).not.toContain('<title>Erreur');

      const messages = await submitForm(sender, again, path, { texte: 'Un message\nlong à écrire' });
      expect(messages.status).toBe(303);
    },
  );

  test('is there again where its person logged in meanwhile in another window', async () => {
    const trainee = await aTrainee(api);
    const client = await loggedIn(api, trainee);
    const path = '/compte/profil';
    const filled = fieldsOf(await client.get(path, html), path);
    filled.set('street', '12 rue retrouvée');
    const later = await loggedIn(api, trainee);
    const answer = await sendRaw(later, path, filled, path);
    const page = await later.get(answer.headers.get('location') ?? '', html);
    expect(page.text).toContain('value="12 rue retrouvée"');
    expect(page.text).toContain('Rien n’a encore été envoyé');
  });

  test('is not shown to somebody else who logs in at that browser', async () => {
    const client = await loggedIn(api, await aTrainee(api));
    const path = '/compte/profil';
    const filled = fieldsOf(await client.get(path, html), path);
    filled.set('street', '12 rue privée');
    const sent = await sendRaw(visitor(api), path, filled, path);
    const back = new URLSearchParams(sent.headers.get('location')?.split('?')[1]).get('retour') ?? '';
    expect(back).toContain('saisie=');
    const other = await loggedIn(api, await aTrainee(api));
    const page = await other.get(back, html);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('12 rue privée');
    // Nor does a form of somebody else become theirs.
    const forged = await sendRaw(other, path, filled, path);
    expect(forged.status).toBe(403);
  });

  test('of an organisation’s member comes back too, the same form among several', async () => {
    const cast = await aCast(api);
    const { client: member, email, password } = await aMember(api, cast.organisation.id);
    const number = await sentDossier(cast);
    const path = `/organisme/dossiers/${number}`;
    const filled = fieldsOf(await member.get(path, html), `${path}/reponse`);
    filled.set('decision', 'refuse');
    filled.set('reason', 'Plus de place');
    const sender = visitor(api);
    const sent = await sendRaw(sender, `${path}/reponse`, filled, path);
    const logIn = sent.headers.get('location') ?? '';
    expect(logIn).toMatch(/^\/organisme\/connexion\?retour=/);
    const retour = new URLSearchParams(logIn.split('?')[1]).get('retour') ?? '';
    const page = await sender.post(
      '/organisme/connexion',
      new URLSearchParams({ email, password, retour }),
      html,
    );
    expect(page.text).toMatch(/<textarea id="reason"[^>]*>Plus de place</);
    expect(page.text).not.toMatch(/<textarea id="note"[^>]*>Plus/);
  });

  test('that carries no mark of its person is simply to be typed again', async () => {
    const bare = new URLSearchParams({ street: 'x', pour: '<script>' });
    const sent = await sendRaw(visitor(api), '/compte/profil', bare, '/compte/profil');
    expect(sent.headers.get('location')).toBe('/connexion?retour=%2Fcompte%2Fprofil');
    const { rows } = await sql`select id from kept_forms where owner = '<script>'`.execute(
      queries(api.db.em.fork()),
    );
    expect(rows).toEqual([]);
  });
});
