import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { loggedIn } from '../support/api-client.ts';
import { sendProof } from '../support/api-documents.ts';
import { type ApiCast, aCast, sentDossier, validatedDossier } from '../support/api-dossiers.ts';
import { aTrainee } from '../support/api-people.ts';
import { aJpeg, aPdf, aPng } from '../support/files.ts';

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
  number = await validatedDossier(cast);
});

const pathOf = (id = '') => `/api/dossiers/${number}/documents${id === '' ? '' : `/${id}`}`;

describe('a proof', () => {
  test('comes back as it was sent, to be saved under its name and never shown in place', async () => {
    const content = aPdf();
    const sent = await sendProof(cast.asTrainee, number, { content, name: 'Arrêt n° 1 "été".pdf' });
    expect(sent.status).toBe(201);
    expect(sent.json).toMatchObject({
      name: 'Arrêt n° 1 "été".pdf',
      mediaType: 'application/pdf',
      reasonLabel: 'arrêt des transports',
      review: 'pending',
      used: false,
      deletable: true,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    const location = sent.headers.get('location') ?? '';
    const back = await fetch(`${api.baseUrl}${location}`, {
      headers: { cookie: cast.asTrainee.sessionCookie ?? '' },
    });
    expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
    expect(back.headers.get('content-type')).toBe('application/pdf');
    expect(back.headers.get('content-disposition')).toMatch(
      /^attachment; filename=".*"; filename\*=UTF-8''Arr%C3%AAt/,
    );
    expect(back.headers.get('x-content-type-options')).toBe('nosniff');
    expect(back.headers.get('cache-control')).toBe('no-store');
    expect((await cast.asTrainee.get(pathOf())).json.items).toEqual([sent.json]);
  });

  test('is kept under another name than a path, and under « document.pdf » without one', async () => {
    const named = await sendProof(cast.asTrainee, number, { name: 'C:\\Users\\moi\\../certificat.pdf' });
    expect(named.json.name).toBe('certificat.pdf');
    const nameless = await sendProof(cast.asTrainee, number);
    expect(nameless.json.name).toBe('document.pdf');
  });

  test.each([
    ['a PNG', aPng(), 'image/png', 'image/png'],
    ['a JPEG', aJpeg(), 'image/jpeg', 'image/jpeg'],
    ['a PNG that is called a PDF', aPng(), 'application/pdf', 'image/png'],
    ['a JPEG by its other name', aJpeg(), 'image/jpg', 'image/jpeg'],
    ['a PDF by its old name', aPdf(), 'application/x-pdf', 'application/pdf'],
    ['a PDF of an unknown kind', aPdf(), 'application/octet-stream', 'application/pdf'],
    ['a PDF that is called a text', aPdf(), 'text/html', 'application/pdf'],
    [
      'a PDF behind a byte order mark',
      Buffer.concat([Buffer.from('\ufeff'), aPdf()]),
      'application/pdf',
      'application/pdf',
    ],
    [
      'a PDF behind line breaks',
      Buffer.concat([Buffer.from('\r\n\n '), aPdf()]),
      'application/pdf',
      'application/pdf',
    ],
    [
      'a PDF with bytes after its end',
      Buffer.concat([aPdf(), Buffer.alloc(500)]),
      'application/pdf',
      'application/pdf',
    ],
  ])('may be %s, known by its content', async (_title, content, type, found) => {
    const sent = await sendProof(cast.asTrainee, number, { content, type });
    expect([sent.status, sent.json.mediaType]).toEqual([201, found]);
  });

  test.each([
    [
      'a page of HTML',
      Buffer.from('<!doctype html><script>alert(1)</script>%PDF-1.7 %%EOF'),
      'document_type_refused',
    ],
    ['a ZIP archive', Buffer.from('504b03040a0000000000%%EOF', 'hex'), 'document_type_refused'],
    [
      'an archive that hides a PDF further on',
      Buffer.concat([gzipSync('x'), aPdf()]),
      'document_type_refused',
    ],
    ['a PDF with bytes before it', Buffer.concat([Buffer.from('<html>'), aPdf()]), 'document_type_refused'],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'), 'document_type_refused'],
    ['text', Buffer.from('Je certifie que…'), 'document_type_refused'],
    ['a PDF that was cut off', aPdf().subarray(0, 60), 'document_incomplete'],
    ['nothing', Buffer.alloc(0), 'document_incomplete'],
  ])('is not %s, whatever it is called', async (_title, content, code) => {
    const answer = await sendProof(cast.asTrainee, number, { content, name: 'certificat.pdf' });
    expect([answer.status, answer.json.code]).toEqual([422, code]);
    expect((await cast.asTrainee.get(pathOf())).json.items).toEqual([]);
  });

  test.each([
    ['HEIC', Buffer.from('000000186674797068656963000000006d69663168656963', 'hex'), 'heic', 'Convertir'],
    ['GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'), 'image', 'JPEG, ni en PNG'],
    ['Word', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1_200, '0'), 'hex'), 'written', 'en PDF'],
    ['text', Buffer.from('Je certifie que…'), 'other', 'quel que soit son nom'],
  ])('in %s is refused with what to do about it', async (_, content, found, words) => {
    const answer = await sendProof(cast.asTrainee, number, { content, name: 'photo.heic' });
    expect(answer.json).toMatchObject({
      code: 'document_type_refused',
      found,
      detail: expect.stringContaining(words),
    });
  });

  test('ends as its kind does whatever it is called, without marks that hide its ending', async () => {
    const sent = await sendProof(cast.asTrainee, number, { content: aPng(), name: 'arrêt\u202egnp.bat' });
    expect(sent.json.name).toBe('arrêtgnp.png');
    const back = await cast.asTrainee.get(pathOf(sent.json.id));
    expect(back.headers.get('content-disposition')).toMatch(/^attachment; .*arr%C3%AAtgnp\.png$/);
  });

  test('is refused as a form, and by its size before it is looked at', async () => {
    const other = await sendProof(cast.asTrainee, number, { type: 'multipart/form-data; boundary=x' });
    expect([other.status, other.json.code]).toEqual([415, 'unsupported_media_type']);
    expect(other.json.detail).toContain('application/pdf');
    const huge = await sendProof(cast.asTrainee, number, { content: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([huge.status, huge.json.code]).toEqual([413, 'body_too_large']);
    expect(huge.json.detail).toContain('10 Mo');
  });

  test('may be as large as is said', async () => {
    const content = Buffer.concat([aPdf(), Buffer.alloc(10 * 1024 * 1024 - aPdf().length)]);
    expect((await sendProof(cast.asTrainee, number, { content })).status).toBe(201);
  });

  test('names one of the reasons that a trainee may give', async () => {
    const answer = await sendProof(cast.asTrainee, number, { reason: 'insolvency' });
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid_request']);
  });

  test('is not taken before anything is at stake', async () => {
    const other = await aCast(api);
    const answer = await sendProof(other.asTrainee, await sentDossier(other));
    expect(answer.json).toMatchObject({ status: 409, code: 'not_allowed_in_state', state: 'requested' });
  });

  test('sent twice with one key is one proof; another under that key is refused', async () => {
    const first = await sendProof(cast.asTrainee, number, { key: 'preuve-1' });
    const again = await sendProof(cast.asTrainee, number, { key: 'preuve-1' });
    expect([again.status, again.json.id]).toEqual([201, first.json.id]);
    const other = await sendProof(cast.asTrainee, number, { key: 'preuve-1', content: aPng() });
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
    expect((await cast.asTrainee.get(pathOf())).json.items).toHaveLength(1);
  });

  test('is the sixth of none, even when all come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        sendProof(cast.asTrainee, number, { content: aPdf(String(index)) }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 201, 201, 201, 201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.json.code).toBe('too_many_documents');
  });
});

describe('the organisation and other people', () => {
  test('reach no proof', async () => {
    const { json } = await sendProof(cast.asTrainee, number);
    const stranger = await loggedIn(api, await aTrainee(api));
    for (const answer of [
      await stranger.get(pathOf()),
      await stranger.get(pathOf(json.id)),
      await stranger.send('DELETE', pathOf(json.id)),
      await sendProof(stranger, number),
    ]) {
      expect([answer.status, answer.json.code]).toEqual([404, 'dossier_not_found']);
    }
    expect((await cast.asOrganisation.get(pathOf(json.id))).status).toBe(401);
    const other = await aCast(api);
    const otherNumber = await validatedDossier(other);
    const elsewhere = await other.asTrainee.get(`/api/dossiers/${otherNumber}/documents/${json.id}`);
    expect([elsewhere.status, elsewhere.json.code]).toEqual([404, 'document_not_found']);
  });
});

describe('in the database', () => {
  test('neither the file nor its name can be read, and every access is noted for good', async () => {
    const content = aPdf('secret médical');
    const { json } = await sendProof(cast.asTrainee, number, { content, name: 'grossesse.pdf' });
    await cast.asTrainee.get(pathOf(json.id));
    const q = queries(api.db.em.fork());
    const { rows } = await sql<{ stored: Buffer; name: Buffer }>`
      select content_ciphertext as stored, name_ciphertext as name from dossier_documents
      where id = ${json.id}`.execute(q);
    expect(rows[0]?.stored.includes('secret')).toBe(false);
    expect(rows[0]?.stored.includes('%PDF')).toBe(false);
    expect(rows[0]?.name.includes('grossesse')).toBe(false);
    await cast.asTrainee.send('DELETE', pathOf(json.id));
    expect((await cast.asTrainee.get(pathOf(json.id))).json.code).toBe('document_not_found');
    const accesses = await sql<{ by: string; action: string }>`
      select by, action from dossier_document_accesses where document_id = ${json.id} order by id`.execute(q);
    const by = `trainee:${cast.trainee.id}`;
    expect(accesses.rows).toEqual([
      { by, action: 'added' },
      { by, action: 'read' },
      { by, action: 'deleted' },
    ]);
    await expect(sql`delete from dossier_document_accesses`.execute(q)).rejects.toThrow('append only');
    await expect(sql`update dossier_document_accesses set by = 'x'`.execute(q)).rejects.toThrow(
      'append only',
    );
  });
});
