import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { eraseUnusedAttachments } from '../../db/documents/attachments.ts';
import { startApi, type TestApi } from '../support/api.ts';
import type { ApiClient } from '../support/api-client.ts';
import { aMember } from '../support/api-members.ts';
import { sendProof } from '../support/api-documents.ts';
import { type ApiCast, aCast, draftOf, sentDossier, validatedDossier } from '../support/api-dossiers.ts';
import { aPdf, aPng } from '../support/files.ts';
import { html } from '../support/page-forms.ts';

let api: TestApi;
let cast: ApiCast;
let number: string;

beforeAll(async () => {
  api = await startApi({ worker: true });
});
afterAll(async () => {
  await api.stop();
});
beforeEach(async () => {
  cast = await aCast(api);
  number = await sentDossier(cast);
});

const ours = () => `/api/dossiers/${number}/messages`;
const theirs = () => `/api/organisation/dossiers/${number}/messages`;
const db = () => queries(api.db.em.fork());

async function attach(client: ApiClient, path: string, content = aPdf()): Promise<string> {
  const sent = await client.send('POST', `${path}/attachments`, {
    body: content,
    headers: { 'content-type': 'application/pdf', 'x-file-name': encodeURIComponent('Programme d’été.pdf') },
  });
  expect(sent.status).toBe(201);
  return sent.json.id;
}

describe('a conversation', () => {
  test('is the same for both sides, newest first, page by page, and says what was read', async () => {
    for (const text of ['un', 'deux']) await cast.asTrainee.post(ours(), { text });
    await cast.asOrganisation.post(theirs(), { text: 'trois' });
    const first = await cast.asOrganisation.get(`${theirs()}?limit=2`);
    expect(first.json).toMatchObject({ unread: 2, open: true });
    expect(first.json.items).toMatchObject([
      { author: 'organisation', text: 'trois', readAt: null },
      { author: 'trainee', text: 'deux' },
    ]);
    const rest = await cast.asOrganisation.get(`${theirs()}?limit=2&page=${first.json.nextPage}`);
    expect(rest.json).toMatchObject({ nextPage: null, items: [{ text: 'un' }] });

    const [through] = rest.json.items;
    const marked = await cast.asOrganisation.send('PUT', `${theirs()}/read`, {
      body: { through: through?.id },
    });
    expect(marked.status).toBe(204);
    expect((await cast.asOrganisation.get(theirs())).json.unread).toBe(1);
    const seen = (await cast.asTrainee.get(ours())).json;
    expect(seen.unread).toBe(1);
    expect(seen.items.map(({ readAt }) => readAt !== null)).toEqual([false, false, true]);
  });

  test('tells the organisation’s people who of them wrote, and the trainee no more than its name', async () => {
    const { id } = cast.organisation;
    const [writer, colleague] = [await aMember(api, id, { role: 'agent' }), await aMember(api, id)];
    const posted = await writer.client.post(theirs(), { text: 'de moi' });
    const sender = { type: 'member', id: writer.id, name: 'Dominique Membre' };
    expect(posted.json.sender).toEqual(sender);
    await cast.asOrganisation.post(theirs(), { text: 'du logiciel' });
    await cast.asTrainee.post(ours(), { text: 'du titulaire' });
    const { items } = (await colleague.client.get(theirs())).json;
    const key = { type: 'key', id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: expect.any(String) };
    expect(items.map((item) => item.sender)).toEqual([null, key, sender]);

    const page = `/organisme/dossiers/${number}/messages`;
    const whoWrote = async (client: ApiClient, path: string) =>
      [...(await client.get(path, html)).text.matchAll(/<strong>([^<]*)<\/strong> <span class="quiet"/g)].map(
        ([, who]) => who,
      );
    const viaApi = `Via l’API, clé « ${items[1]?.sender?.name} »`;
    expect(await whoWrote(colleague.client, page)).toEqual(['Camille Exemple', viaApi, 'Dominique Membre']);
    expect((await whoWrote(writer.client, page))[2]).toBe('Dominique Membre (vous)');
    await sql`update organisation_members set status = 'disabled', name = null where id = ${writer.id}`.execute(
      db(),
    );
    expect((await whoWrote(colleague.client, page))[2]).toBe(writer.email);

    for (const path of [ours(), `/dossiers/${number}/messages`]) {
      const { text } = await cast.asTrainee.get(path, path === ours() ? {} : html);
      for (const hidden of ['sender', 'Dominique', writer.id, writer.email, viaApi]) {
        expect(text).not.toContain(hidden);
      }
    }
    const theOrganisation = 'Organisme d’essai';
    expect(await whoWrote(cast.asTrainee, `/dossiers/${number}/messages`)).toEqual([
      'Vous',
      theOrganisation,
      theOrganisation,
    ]);
  });

  test('takes a repeated message once, and no other one under its key', async () => {
    const key = { 'idempotency-key': 'une-fois' };
    const [first, again] = await Promise.all([
      cast.asTrainee.post(ours(), { text: 'Bonjour' }, key),
      cast.asTrainee.post(ours(), { text: 'Bonjour' }, key),
    ]);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
    const other = await cast.asTrainee.post(ours(), { text: 'Bonsoir' }, key);
    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } });
    expect((await cast.asTrainee.get(ours())).json.items).toHaveLength(1);
  });

  test.each([
    ['empty', '  '],
    ['too long', 'a'.repeat(4_001)],
    ['with a control character', 'a\u0007'],
  ])('refuses a text that is %s', async (_title, text) => {
    expect((await cast.asTrainee.post(ours(), { text })).status).toBe(422);
  });

  test('takes the longest text, and gives markup back as it was typed', async () => {
    const text = `<script>alert('é')</script>\n${'a'.repeat(3_900)}`;
    expect((await cast.asTrainee.post(ours(), { text })).json.text).toBe(text);
  });

  test('stands encrypted in the database', async () => {
    const { json } = await cast.asTrainee.post(ours(), { text: 'Je suis malade' });
    const { rows } = await sql<{ stored: Buffer }>`
      select body_ciphertext as stored from conversation_messages where id = ${json.id}`.execute(db());
    expect(rows[0]?.stored.includes('malade')).toBe(false);
  });

  test('is closed before the request is sent and once the dossier has ended, and can still be read', async () => {
    const draft = (await draftOf(cast)).number;
    const early = await cast.asTrainee.post(`/api/dossiers/${draft}/messages`, { text: 'Trop tôt' });
    expect(early).toMatchObject({ status: 409, json: { code: 'conversation_closed', state: 'draft' } });
    await cast.asTrainee.post(ours(), { text: 'À temps' });
    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    for (const [client, path] of [
      [cast.asTrainee, ours()],
      [cast.asOrganisation, theirs()],
    ] as const) {
      const late = await client.post(path, { text: 'Trop tard' });
      expect(late).toMatchObject({ status: 409, json: { code: 'conversation_closed' } });
      expect((await client.get(path)).json).toMatchObject({ open: false, items: [{ text: 'À temps' }] });
      const file = { body: aPdf(), headers: { 'content-type': 'application/pdf' } };
      expect((await client.send('POST', `${path}/attachments`, file)).status).toBe(409);
    }
  });
});

describe('an attachment', () => {
  test('goes with one message, and only then can the other side open it', async () => {
    const content = aPng();
    const id = await attach(cast.asTrainee, ours(), content);
    expect((await cast.asOrganisation.get(`${theirs()}/attachments/${id}`)).status).toBe(404);
    const sent = await cast.asTrainee.post(ours(), { text: 'Voici', attachments: [id] });
    expect(sent.json.attachments).toEqual([
      { id, name: 'Programme d’été.png', mediaType: 'image/png', sizeBytes: content.length },
    ]);
    const back = await fetch(`${api.baseUrl}${theirs()}/attachments/${id}`, {
      headers: { authorization: `Bearer ${cast.organisation.key}` },
    });
    expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
    expect(back.headers.get('content-disposition')).toMatch(/^attachment;/);
    const twice = await cast.asTrainee.post(ours(), { text: 'Encore', attachments: [id] });
    expect(twice).toMatchObject({ status: 422, json: { code: 'attachment_not_usable' } });
    expect((await cast.asTrainee.get(ours())).json.items).toHaveLength(1);
  });

  test('of the other side, or of another dossier, cannot be sent', async () => {
    const id = await attach(cast.asOrganisation, theirs());
    expect((await cast.asTrainee.post(ours(), { text: 'À vous', attachments: [id] })).status).toBe(422);
    const other = await sentDossier(cast);
    const elsewhere = await cast.asOrganisation.post(`/api/organisation/dossiers/${other}/messages`, {
      text: 'Ailleurs',
      attachments: [id],
    });
    expect(elsewhere.status).toBe(422);
  });

  test('is known by its content alone', async () => {
    const sent = await cast.asTrainee.send('POST', `${ours()}/attachments`, {
      body: Buffer.from('<html></html>'),
      headers: { 'content-type': 'application/pdf' },
    });
    expect(sent).toMatchObject({ status: 422, json: { code: 'document_type_refused' } });
  });

  test('that no message took within a day is erased; one that was sent stays', async () => {
    const [unused, used, fresh] = [
      await attach(cast.asTrainee, ours()),
      await attach(cast.asTrainee, ours()),
      await attach(cast.asTrainee, ours()),
    ];
    await cast.asTrainee.post(ours(), { text: 'Voici', attachments: [used] });
    await sql`update dossier_documents set created_at = now() - interval '25 hours'
      where id in (${unused}, ${used})`.execute(db());
    expect(await eraseUnusedAttachments(api.db.em.fork())).toBe(1);
    const statuses = [unused, used, fresh].map(
      async (id) => (await cast.asTrainee.get(`${ours()}/attachments/${id}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 200, 200]);
  });

  test('is no proof, and a proof is no attachment', async () => {
    number = await validatedDossier(cast);
    const proof = (await sendProof(cast.asTrainee, number)).json.id;
    const id = await attach(cast.asTrainee, ours());
    const listed = (await cast.asTrainee.get(`/api/dossiers/${number}/documents`)).json.items;
    expect(listed).toMatchObject([{ id: proof }]);
    expect((await cast.asTrainee.get(`/api/dossiers/${number}/documents/${id}`)).status).toBe(404);
    for (const [client, path] of [
      [cast.asTrainee, ours()],
      [cast.asOrganisation, theirs()],
    ] as const) {
      expect((await client.get(`${path}/attachments/${proof}`)).status).toBe(404);
    }
    const smuggled = await cast.asTrainee.post(ours(), { text: 'Preuve', attachments: [proof] });
    expect(smuggled.status).toBe(422);
  });
});

describe('the mail about a message', () => {
  const told = async (audience: string) => {
    const { rows } = await sql<{ kind: string }>`
      select kind from notices where dossier_number = ${number} and audience = ${audience} and kind = 'message'`.execute(
      db(),
    );
    return rows.length;
  };

  test('is planned once for several unread messages, and again after they were read', async () => {
    await Promise.all(['un', 'deux', 'trois'].map((text) => cast.asTrainee.post(ours(), { text })));
    expect([await told('organisation'), await told('trainee')]).toEqual([1, 0]);
    const [newest] = (await cast.asOrganisation.get(theirs())).json.items;
    await cast.asOrganisation.send('PUT', `${theirs()}/read`, { body: { through: newest?.id } });
    await cast.asTrainee.post(ours(), { text: 'quatre' });
    expect(await told('organisation')).toBe(2);
  });

  test('is planned for an unread message again once ten minutes have passed', async () => {
    await cast.asOrganisation.post(theirs(), { text: 'un' });
    await sql`update notices set event_at = event_at - interval '11 minutes' where dossier_number = ${number}`.execute(
      db(),
    );
    await cast.asOrganisation.post(theirs(), { text: 'deux' });
    expect(await told('trainee')).toBe(2);
  });
});
