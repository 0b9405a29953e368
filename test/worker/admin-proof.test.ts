import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { adminConsole, type AdminConsole } from '../support/admin-console.ts';
import { testSecrets } from '../support/secrets.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { sendProof } from '../support/api-documents.ts';
import { type ApiCast, aCast, validatedDossier } from '../support/api-dossiers.ts';
import { aPdf } from '../support/files.ts';

let api: TestApi;
let folder: string;
let admin: AdminConsole;
let cast: ApiCast;
let number: string;
let clockOffset = 0;

beforeAll(async () => {
  api = await startApi({ worker: true, clock: { now: () => Date.now() + clockOffset } });
  folder = await mkdtemp(join(tmpdir(), 'admin-proof-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await api.stop();
});
beforeEach(async () => {
  clockOffset = 0;
  const ring = (keys: readonly (readonly [string, string])[]) => keys.map((pair) => pair.join(':')).join(',');
  const { DATABASE_URL, DOCUMENT_ENCRYPTION_KEYS } = api.config;
  const env = {
    ...testSecrets(),
    NODE_ENV: 'test',
    DATABASE_URL,
    PUBLIC_URL: 'http://localhost:3000',
    DOCUMENT_ENCRYPTION_KEYS: ring(DOCUMENT_ENCRYPTION_KEYS),
  };
  admin = adminConsole({ env, folder });
  cast = await aCast(api);
  number = await validatedDossier(cast);
});

describe('proof', () => {
  test('list shows what is to be judged without telling about the person', async () => {
    const { json } = await sendProof(cast.asTrainee, number, { name: 'hospitalisation.pdf' });
    expect(await admin.run('proof', 'list')).toBe(0);
    const line = admin.printed.find((printed) => printed.includes(json.id));
    expect(line).toContain(`Dossier n° ${number} · arrêt des transports · reçu le`);
    expect(line).toContain('application/pdf, 1 ko · n’a pas servi · non vérifié');
    expect(line).not.toContain('hospitalisation');
  });

  test('open writes the file for whoever asked alone, never over another, and notes who did', async () => {
    const content = aPdf('à lire');
    const { json } = await sendProof(cast.asTrainee, number, { content });
    const open = ['proof', 'open', json.id, '--to', `${json.id}.pdf`, '--by', 'Dominique'];
    expect(await admin.run(...open)).toBe(0);
    const file = join(folder, `${json.id}.pdf`);
    expect((await readFile(file)).equals(content)).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await admin.run(...open)).toBe(1);
    expect(admin.errors[0]).toContain('Ce fichier existe déjà');
    const { rows } = await sql<{ by: string; action: string }>`
      select by, action from dossier_document_accesses where document_id = ${json.id} order by id`.execute(
      queries(api.db.em.fork()),
    );
    expect(rows.slice(1)).toEqual(Array(2).fill({ by: 'operator:Dominique', action: 'read' }));
  });

  test('refuse makes a proof count no longer, and tells the trainee why', async () => {
    const { json } = await sendProof(cast.asTrainee, number);
    const refuse = ['proof', 'refuse', json.id, '--by', 'Dominique', '--reason', 'Illisible'];
    expect(await admin.run(...refuse)).toBe(0);
    expect(await admin.run(...refuse)).toBe(0);
    expect(await admin.run('proof', 'accept', json.id, '--by', 'Dominique')).toBe(1);
    expect(admin.printed).toEqual([
      'Le justificatif est refusé.',
      'Ce justificatif était déjà refusé : rien n’a changé.',
    ]);
    const { items } = (await cast.asTrainee.get(`/api/dossiers/${number}/documents`)).json;
    expect(items).toMatchObject([{ review: 'refused', reviewLabel: 'refusé', reviewReason: 'Illisible' }]);
    clockOffset = 118 * 86_400_000;
    await cast.asTrainee.logIn(cast.trainee);
    const cost = await cast.asTrainee.get(`/api/dossiers/${number}/cancellation?reason=transport_stopped`);
    expect(cost.json).toMatchObject({ proofs: 0, consequences: { rule: 'late' } });
    const body = { reason: 'transport_stopped', withoutProof: true };
    const cancelled = await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`, body);
    expect(cancelled.json.closure).toMatchObject({ consequences: { rule: 'late' } });
  });

  test('refused after it served leaves the cancellation as it was', async () => {
    clockOffset = 118 * 86_400_000;
    await cast.asTrainee.logIn(cast.trainee);
    const { json } = await sendProof(cast.asTrainee, number);
    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`, { reason: 'transport_stopped' });
    expect(await admin.run('proof', 'refuse', json.id, '--by', 'D', '--reason', 'Faux')).toBe(0);
    expect(admin.printed).toEqual([
      'Le justificatif est refusé. L’annulation qui s’est appuyée dessus ne change pas.',
    ]);
    const after = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(after.json.closure).toMatchObject({ consequences: { rule: 'force_majeure' } });
  });

  test('of nothing, or by nobody, says so', async () => {
    const nothing = '00000000-0000-4000-8000-000000000000';
    expect(await admin.run('proof', 'accept', nothing, '--by', 'D')).toBe(1);
    expect(await admin.run('proof', 'accept', 'certificat', '--by', 'D')).toBe(2);
    expect(await admin.run('proof', 'open', nothing, '--to', 'x', '--by', ' ')).toBe(2);
    expect(admin.errors).toEqual([
      'Ce justificatif n’existe pas.',
      expect.stringContaining('proof list'),
      'Le nom est vide.',
    ]);
  });
});

describe('trainee job-seeker', () => {
  test('says whether somebody owes the contribution', async () => {
    const set = (answer: string) =>
      admin.run('trainee', 'job-seeker', '--trainee', cast.trainee.id, '--set', answer);
    expect(await set('oui')).toBe(0);
    expect(await set('oui')).toBe(0);
    expect(await set('peut-être')).toBe(2);
    expect(admin.printed).toEqual([
      `Le titulaire ${cast.trainee.id} est désormais demandeur d’emploi.`,
      `Le titulaire ${cast.trainee.id} était déjà demandeur d’emploi : rien n’a changé.`,
    ]);
    const { rows } = await sql`select from trainees where id = ${cast.trainee.id} and job_seeker`.execute(
      queries(api.db.em.fork()),
    );
    expect(rows).toHaveLength(1);
  });
});
