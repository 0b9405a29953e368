import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { openTemporal } from '../../api/temporal.ts';
import { parseDossierNumber } from '../../domain/dossier/number.ts';
import { dossierWorkflowId } from '../../workflows/dossier/contract.ts';
import { startApi, type TestApi } from '../support/api.ts';
import {
  aCast,
  type ApiCast,
  enteredDossier,
  fromToday,
  sessionToday,
  validatedDossier,
} from '../support/api-dossiers.ts';
import { expectLedgerToBalance } from '../support/consistency.ts';

let api: TestApi;
let temporal: Client;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi({ worker: true, env: { POLICY_VERSION: fromToday } });
  temporal = openTemporal(api.config);
  cast = await aCast(api, { balanceCents: 1_500_000, ...sessionToday() });
});
afterAll(async () => {
  await temporal.connection.close();
  await expectLedgerToBalance(api.db);
  await api.stop();
});

const theirs = (number: string) => `/api/organisation/dossiers/${number}`;

async function completedDossier(): Promise<string> {
  const number = await enteredDossier(cast);
  const body = { endedOn: sessionToday().endsOn, attendancePercent: 40, reason: 'Parti à midi.' };
  expect((await cast.asOrganisation.post(`${theirs(number)}/end`, body)).status).toBe(200);
  return number;
}

async function decide(number: string, outcome: 'confirmed' | 'corrected'): Promise<void> {
  const handle = temporal.workflow.getHandle(dossierWorkflowId(parseDossierNumber(number)));
  await handle.executeUpdate('resolveContest', { args: [{ outcome, reason: 'Feuille d’émargement lue' }] });
}

async function rights() {
  const { balanceCents, reservedCents } = (await cast.asTrainee.get('/api/rights')).json;
  return { balanceCents, reservedCents };
}

describe('contesting an end', () => {
  test('holds the rights again, is read by both sides, and is decided by an operator', async () => {
    const number = await completedDossier();
    const before = await rights();
    const sent = await cast.asTrainee.post(`/api/dossiers/${number}/contest`, {
      about: 'end',
      reason: 'J’ai suivi toute la journée.',
    });
    expect(sent.status).toBe(200);
    expect(sent.json).toMatchObject({
      state: 'completed',
      contest: { about: 'end', reason: 'J’ai suivi toute la journée.', decision: null },
      contestable: [],
      closure: { text: 'Parti à midi.' },
    });
    expect(sent.json.description).toContain('Vous contestez la fin de la formation');
    const seen = await cast.asOrganisation.get(theirs(number));
    expect(seen.json).toMatchObject({
      contest: { reason: 'J’ai suivi toute la journée.', decision: null },
    });
    expect(await rights()).toEqual({ ...before, reservedCents: before.reservedCents + 120_000 });

    await decide(number, 'confirmed');
    const after = (await cast.asTrainee.get(`/api/dossiers/${number}`)).json;
    expect(after).toMatchObject({
      state: 'completed',
      contest: { decision: { outcome: 'confirmed', reason: 'Feuille d’émargement lue' } },
      contestable: ['entry'],
    });
    expect(await rights()).toEqual(before);
    const { entries } = (await cast.asTrainee.get('/api/rights')).json;
    expect(entries.slice(0, 3).map(({ kind }) => kind)).toEqual(['consume', 'restore', 'consume']);
    const again = await cast.asTrainee.post(`/api/dossiers/${number}/contest`, {
      about: 'end',
      reason: 'Non.',
    });
    expect([again.status, again.json.code]).toEqual([409, 'nothing_to_contest']);
  });

  test('that was wrong opens the training again, and another end consumes', async () => {
    const number = await completedDossier();
    await cast.asTrainee.post(`/api/dossiers/${number}/contest`, { about: 'end', reason: 'Faux.' });
    await decide(number, 'corrected');
    const { json } = await cast.asOrganisation.get(theirs(number));
    expect(json).toMatchObject({ state: 'in_training', endedOn: null, closure: null });
    expect(json.actions).toContain('declare_end');
    const { reservedCents } = await rights();
    const end = { endedOn: sessionToday().endsOn, attendancePercent: 100 };
    expect((await cast.asOrganisation.post(`${theirs(number)}/end`, end)).status).toBe(200);
    expect((await rights()).reservedCents).toBe(reservedCents - 120_000);
  });
});

describe('contesting an entry', () => {
  test('keeps the end and the cancellation waiting, and gives the withdrawal back when it was wrong', async () => {
    const number = await enteredDossier(cast);
    const path = `/api/dossiers/${number}`;
    const body = { about: 'entry', reason: 'Je ne suis jamais venu.' };
    expect((await cast.asTrainee.post(`${path}/contest`, body)).status).toBe(200);
    const end = { endedOn: sessionToday().endsOn };
    expect((await cast.asOrganisation.post(`${theirs(number)}/end`, end)).json.code).toBe('contest_open');
    const cancelled = await cast.asTrainee.post(`${path}/cancellation`);
    expect([cancelled.status, cancelled.json.code]).toEqual([409, 'contest_open']);
    expect((await cast.asTrainee.get(`${path}/cancellation`)).json).toMatchObject({ allowed: false });
    await decide(number, 'corrected');
    expect((await cast.asTrainee.get(`${path}/cancellation`)).json).toMatchObject({
      allowed: true,
      consequences: { rule: 'withdrawal', rights: 'given_back' },
    });
    expect((await cast.asTrainee.post(`${path}/cancellation`)).json).toMatchObject({ state: 'cancelled' });
  });

  test.each([
    ['without words', { about: 'entry', reason: '  ' }, 422, 'invalid_request'],
    ['of something else', { about: 'price', reason: 'Trop cher.' }, 422, 'invalid_request'],
    ['of an end that nobody declared', { about: 'end', reason: 'Non.' }, 409, 'nothing_to_contest'],
  ])('%s is refused', async (_, body, status, code) => {
    const number = await enteredDossier(cast);
    const answer = await cast.asTrainee.post(`/api/dossiers/${number}/contest`, body);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  test('sent twice under one key is one contest', async () => {
    const number = await enteredDossier(cast);
    const body = { about: 'entry', reason: 'Je ne suis jamais venu.' };
    const headers = { 'idempotency-key': 'contestation-1' };
    const path = `/api/dossiers/${number}/contest`;
    const first = await cast.asTrainee.send('POST', path, { body, headers });
    const second = await cast.asTrainee.send('POST', path, { body, headers });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.json.version).toBe(first.json.version);
  });
});

describe('entry and end by the API', () => {
  test('are declared within the session only', async () => {
    const ahead = await aCast(api, { balanceCents: 150_000 });
    const number = await validatedDossier(ahead);
    const today = sessionToday().startsOn;
    const early = await ahead.asOrganisation.post(`${theirs(number)}/entry`, { enteredOn: today });
    expect([early.status, early.json.code]).toEqual([422, 'invalid_entry_date']);
    expect(early.json.detail).toContain('à partir du premier jour de la session');
    const { json } = await ahead.asOrganisation.get(theirs(number));
    expect(json.actions).toEqual(['withdraw', 'propose_dates']);
  });

  test.each([
    [{ attendancePercent: 33.333 }, 'invalid_request'],
    [{ attendancePercent: 99 }, 'attendance_reason_missing'],
    [{ attendancePercent: 120 }, 'invalid_request'],
  ])('an end with %j is refused', async (body, code) => {
    const number = await enteredDossier(cast);
    const end = { endedOn: sessionToday().endsOn, ...body };
    const answer = await cast.asOrganisation.post(`${theirs(number)}/end`, end);
    expect([answer.status, answer.json.code]).toEqual([422, code]);
  });
});
