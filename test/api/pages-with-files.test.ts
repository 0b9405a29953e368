import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { type Answer, loggedIn } from '../support/api-client.ts';
import { aCast, type ApiCast, draftOf, sentDossier, validatedDossier } from '../support/api-dossiers.ts';
import { aTrainee } from '../support/api-people.ts';
import { aPdf, aPng } from '../support/files.ts';
import { aFile, html, submitForm } from '../support/page-forms.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ worker: true });
});
afterAll(async () => {
  await api.stop();
});

/** What a page says beside the field of this name. */
function errorOf({ text }: Answer, field: string): string {
  return new RegExp(`id="${field}-error"><p>([^<]*)</p>`).exec(text)?.[1] ?? '';
}

describe('giving a proof of force majeure', () => {
  let cast: ApiCast;
  let number: string;
  const page = () => `/dossiers/${number}/annulation`;
  const give = async (filled: Record<string, string | File | File[]>) =>
    await submitForm(cast.asTrainee, page(), 'justificatifs', filled);

  beforeAll(async () => {
    cast = await aCast(api);
    number = await validatedDossier(cast);
  });

  test('keeps it, shows what cancelling does with it, and lists it on the dossier until it is deleted', async () => {
    const filled = { 'motif-justifie': 'transport_stopped', justificatif: aFile(aPdf(), 'grève.pdf') };
    const given = await give(filled);
    expect(given.status).toBe(303);
    const location = given.headers.get('location') ?? '';
    expect(location).toBe(`${page()}?motif=transport_stopped#consequences`);
    const shown = await cast.asTrainee.get(location.replace(/#.*/, ''), html);
    expect(shown.text).toContain('Votre justificatif est enregistré.');
    expect(shown.text).toContain('name="motif" value="transport_stopped"');
    expect(shown.text).toContain('grève.pdf</a> <span class="quiet">(PDF, 1 ko)</span>');
    const { items } = (await cast.asTrainee.get(`/api/dossiers/${number}/documents`)).json;
    expect(items).toMatchObject([{ name: 'grève.pdf', reason: 'transport_stopped' }]);
    const proof = `/dossiers/${number}/justificatifs/${items[0]?.id}`;
    const file = await cast.asTrainee.get(proof, html);
    expect([file.status, file.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringMatching(/^attachment/),
    ]);
    const stranger = await loggedIn(api, await aTrainee(api));
    expect((await stranger.get(proof, html)).status).toBe(404);

    const removed = await submitForm(cast.asTrainee, `/dossiers/${number}`, 'suppression');
    expect(removed.headers.get('location')).toBe(`/dossiers/${number}`);
    const after = await cast.asTrainee.get(`/dossiers/${number}`, html);
    expect(after.text).toContain('Le justificatif est supprimé.');
    expect(after.text).not.toContain('grève.pdf');
  });

  test.each([
    [
      'without a reason',
      { justificatif: aFile(aPdf(), 'a.pdf') },
      'motif-justifie',
      'Choisissez votre motif',
      422,
    ],
    [
      'without a file',
      { 'motif-justifie': 'transport_stopped' },
      'justificatif',
      'Choisissez le fichier',
      422,
    ],
    [
      'of another kind',
      { 'motif-justifie': 'transport_stopped', justificatif: aFile(Buffer.from('MZ'), 'a.pdf') },
      'justificatif',
      'Ce fichier n’est ni un PDF',
      422,
    ],
    [
      'without a byte',
      { 'motif-justifie': 'transport_stopped', justificatif: aFile(Buffer.alloc(0), 'a.pdf') },
      'justificatif',
      'Ce fichier est vide',
      422,
    ],
    [
      'that is too large',
      {
        'motif-justifie': 'transport_stopped',
        justificatif: aFile(Buffer.alloc(10 * 1024 * 1024 + 1), 'a.pdf'),
      },
      'justificatif',
      'dépasse 10 Mo',
      413,
    ],
    [
      'of two files',
      {
        'motif-justifie': 'transport_stopped',
        justificatif: [aFile(aPdf(), 'a.pdf'), aFile(aPdf(), 'b.pdf')],
      },
      'justificatif',
      'Choisissez un seul fichier.',
      422,
    ],
  ])('%s says so beside the field, and keeps nothing', async (_, filled, field, told, status) => {
    const refused = await give(filled);
    expect([refused.status, errorOf(refused, field)]).toEqual([status, expect.stringContaining(told)]);
    expect((await cast.asTrainee.get(`/api/dossiers/${number}/documents`)).json.items).toEqual([]);
  });

  test('needs the token of the session', async () => {
    const body = new FormData();
    body.set('motif-justifie', 'transport_stopped');
    body.set('justificatif', aFile(aPdf(), 'a.pdf'));
    const forged = await fetch(`${api.baseUrl}/dossiers/${number}/justificatifs`, {
      method: 'POST',
      body,
      headers: { cookie: cast.asTrainee.sessionCookie ?? '' },
    });
    expect(forged.status).toBe(403);
  });
});

describe('the messages of a dossier', () => {
  test('are written with files, once each, and answered; those of the organisation are new once', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const page = `/dossiers/${number}/messages`;
    const filled = {
      texte: 'Bonjour,\r\nvoici <b>mon</b> programme.',
      fichiers: [aFile(aPdf(), 'un.pdf'), aFile(aPng(), 'deux.png')],
    };
    const form = await cast.asTrainee.get(page, html);
    const [sent, again] = await Promise.all([
      submitForm(cast.asTrainee, form, 'messages', filled),
      submitForm(cast.asTrainee, form, 'messages', filled),
    ]);
    expect([sent.status, again.status]).toEqual([303, 303]);
    const { items } = (await cast.asTrainee.get(`/api${page}`)).json;
    expect(items).toMatchObject([
      {
        text: 'Bonjour,\nvoici <b>mon</b> programme.',
        attachments: [{ name: 'un.pdf' }, { name: 'deux.png' }],
      },
    ]);
    const shown = await cast.asTrainee.get(page, html);
    expect(shown.text).toContain('Bonjour,\nvoici &lt;b&gt;mon&lt;/b&gt; programme.');
    expect(shown.text).toContain('Pas encore lu');
    const path = /href="([^"]*\/pieces\/[^"]*)"/.exec(shown.text)?.[1] ?? '';
    expect((await cast.asTrainee.get(path, html)).status).toBe(200);

    const theirs = `/api/organisation/dossiers/${number}/messages`;
    expect((await cast.asOrganisation.post(theirs, { text: 'Merci' })).status).toBe(201);
    const dossier = await cast.asTrainee.get(`/dossiers/${number}`, html);
    expect(dossier.text).toContain('Messages avec l’organisme (1 non lu)');
    expect((await cast.asTrainee.get(page, html)).text).toContain('class="unread">Non lu');
    expect((await cast.asTrainee.get(page, html)).text).not.toContain('Non lu');
    expect((await cast.asTrainee.get(`/dossiers/${number}`, html)).text).not.toContain('non lu');
  });

  test('are refused beside the field, and what was typed stays', async () => {
    const cast = await aCast(api);
    const page = `/dossiers/${await sentDossier(cast)}/messages`;
    const empty = await submitForm(cast.asTrainee, page, 'messages', { texte: ' ' });
    expect([empty.status, errorOf(empty, 'texte')]).toEqual([422, 'Écrivez votre message.']);
    const bad = { texte: 'Voici', fichiers: aFile(Buffer.from('MZ'), 'a.exe') };
    const refused = await submitForm(cast.asTrainee, page, 'messages', bad);
    expect(errorOf(refused, 'fichiers')).toMatch(/^Ce fichier n’est ni un PDF/);
    expect(refused.text).toContain('>Voici</textarea>');
    expect((await cast.asTrainee.get(`/api${page}`)).json.items).toEqual([]);
  });

  test('cannot be written before the dossier is sent, nor once it has ended', async () => {
    const cast = await aCast(api);
    const { number } = await draftOf(cast);
    const page = `/dossiers/${number}/messages`;
    const draft = await cast.asTrainee.get(page, html);
    expect(draft.text).toContain('une fois votre demande envoyée');
    expect(draft.text).not.toContain('<textarea');
    await cast.asTrainee.post(`/api/dossiers/${number}/submission`);
    const open = await cast.asTrainee.get(page, html);
    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    const late = await submitForm(cast.asTrainee, open, 'messages', { texte: 'Trop tard' });
    expect([late.status, late.text.includes('On peut s’écrire une fois')]).toEqual([409, true]);
    expect(late.text).toContain('les messages restent à lire');
  });
});
