import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { exportSections } from '../../activities/personal-data/export-sections.ts';
import { queries } from '../../db/database.ts';
import { linkIdentity } from '../../db/people/identity-links.ts';
import type { PersonalData } from '../../db/personal-data/exported.ts';
import { exportedTables, tablesNotExported } from '../../db/personal-data/exported-tables.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { sendProof } from '../support/api-documents.ts';
import { aCast, type ApiCast, validatedDossier } from '../support/api-dossiers.ts';
import { preparedExport, proveAgain } from '../support/data-exports.ts';
import { pdfText } from '../support/pdf-text.ts';

let api: TestApi;
let cast: ApiCast;
let number: string;
let data: PersonalData;
let pdf: string;

const q = () => queries(api.db.em.fork());

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
  number = await validatedDossier(cast);
  await wordsAndFiles();
  await waysIn();
  await moneyAndMails();
  const { id } = await preparedExport(cast.asTrainee);
  await proveAgain(cast.asTrainee, cast.trainee.password);
  const file = `/api/account/exports/${id}/file`;
  data = JSON.parse((await cast.asTrainee.get(file)).text) as PersonalData;
  const response = await fetch(`${api.baseUrl}${file}?format=pdf`, {
    headers: { cookie: cast.asTrainee.sessionCookie ?? '' },
  });
  pdf = pdfText(Buffer.from(await response.arrayBuffer()));
});
afterAll(async () => {
  await api.stop();
});

async function wordsAndFiles(): Promise<void> {
  await cast.asTrainee.post(`/api/dossiers/${number}/messages`, { text: 'Puis-je venir en train ?' });
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/messages`, {
    text: 'Oui, la gare est à côté.',
  });
  expect((await sendProof(cast.asTrainee, number, { name: 'grève.pdf' })).status).toBe(201);
}

async function waysIn(): Promise<void> {
  const { trainee, asTrainee } = cast;
  await linkIdentity(api.db.em.fork(), 'sujet-fc', trainee.id);
  expect((await asTrainee.post('/api/calendar-feed')).status).toBeLessThan(300);
}

/** Card payments and mails have their own tests: here only what they leave. */
async function moneyAndMails(): Promise<void> {
  await sql`insert into checkouts (number, sequence, opening, amount_cents, status, request, payment_id, expires_at)
    values (${number}, 1, 1, 10320, 'paid', '{}', 'pi_1', now())`.execute(q());
  const refunds = [
    { sequence: 1, amountCents: 10_320, reason: 'cancellation', progress: { status: 'done' } },
  ];
  await sql`update dossiers set snapshot = jsonb_set(snapshot, '{payment}', ${JSON.stringify({ refunds })}::jsonb)
    where number = ${number}`.execute(q());
  await sql`insert into notices (id, stream, audience, recipient_id, kind, message_id, event_at, status)
    values ('n-1', 's', 'trainee', ${cast.trainee.id}, 'account_created', 'm', now(), 'delivered')`.execute(
    q(),
  );
}

describe('an export', () => {
  test('gives what each part of the service keeps', () => {
    expect(data).toMatchObject({
      account: { nir: cast.trainee.nir, email: cast.trainee.email },
      security: { secondFactorSince: null, calendarAddressSince: expect.any(String) },
      sessions: [{ startedAt: expect.any(String) }],
      franceConnect: [{ subject: 'sujet-fc' }],
      mails: expect.arrayContaining([
        expect.objectContaining({ kind: 'account_created', status: 'delivered' }),
      ]),
      exports: [{ requestedAt: expect.any(String) }],
      erasures: [],
    });
    expect(data.dossiers).toMatchObject([
      {
        number,
        label: 'Validé',
        record: { agreement: { rightsCents: expect.any(Number) } },
        messages: [
          { text: 'Puis-je venir en train ?' },
          { by: 'organisation', text: 'Oui, la gare est à côté.' },
        ],
        documents: [{ name: 'grève.pdf', reason: 'transport_stopped', review: 'pending' }],
        documentAccesses: [{ action: 'added' }],
        payments: [{ amountCents: 10_320, status: 'paid' }],
        refunds: [{ amountCents: 10_320, status: 'done' }],
      },
    ]);
  });

  test('names each thing in French in the PDF, with dates and amounts in words', () => {
    const names = exportSections(data).flatMap(({ entries }) => entries.flat().map(([name]) => name));
    // Names of columns are in English, without a capital.
    expect(names.filter((name) => !/^[A-ZÀÉ]/.test(name))).toEqual([]);
    for (const words of [
      'Puis-je venir en train ?',
      'Objet : justificatif',
      'Nom du fichier : grève.pdf',
      'Motif : arrêt des transports',
      'Montant : 103,20 €',
      'Suite : effectué',
      'Suite : email remis',
      'Événement : Acceptation sans modification',
    ]) {
      expect(pdf.replaceAll('\u00a0', ' ')).toContain(words);
    }
    expect(pdf).toMatch(/État au \S+ \d+(er)? \S+ \d{4} à \d+ h/);
    expect(pdf).not.toMatch(/\d{4}-\d{2}-\d{2}T/);
  });
});

describe('every table', () => {
  const known = () => [...exportedTables, ...Object.keys(tablesNotExported)].sort();

  test('that refers to a person or a dossier is in the export, or left out for a reason', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confrelid in ('trainees'::regclass, 'dossier_numbers'::regclass)`.execute(q());
    expect(known()).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
  });

  test('that holds the id of this person is too', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(q());
    const holding: string[] = [];
    for (const { name } of rows) {
      const { rows: found } = await sql`
        select 1 from ${sql.table(name)} t where to_jsonb(t)::text like ${`%${cast.trainee.id}%`} limit 1`.execute(
        q(),
      );
      if (found.length > 0) holding.push(name);
    }
    expect(known()).toEqual(expect.arrayContaining(holding));
    expect(holding).toEqual(
      expect.arrayContaining(['trainees', 'http_sessions', 'calendar_feeds', 'notices']),
    );
  });
});
