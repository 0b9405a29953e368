import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { acceptedDossier, aCast, draftOf, sentDossier, validation } from '../support/api-dossiers.ts';
import { aTrainee } from '../support/api-people.ts';
import { loggedIn } from '../support/api-client.ts';

let api: TestApi;
let clockOffset = 0;

beforeAll(async () => {
  api = await startApi({ worker: true, clock: { now: () => Date.now() + clockOffset } });
});
afterAll(async () => {
  await api.stop();
});

async function textsOf(number: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from dossier_texts where number = ${number}`.execute(
    queries(api.db.em.fork()),
  );
  return rows[0]?.n ?? 0;
}

describe('an Idempotency-Key', () => {
  test('makes a repeated request for a draft give the same dossier', async () => {
    const { asTrainee, trainingId, sessionId } = await aCast(api);
    const headers = { 'idempotency-key': randomUUID() };
    const first = await asTrainee.post('/api/dossiers', { trainingId, sessionId }, headers);
    const again = await asTrainee.post('/api/dossiers', { trainingId, sessionId }, headers);
    const other = await asTrainee.post('/api/dossiers', { trainingId }, headers);
    expect(first.headers.get('location')).toBe(`/api/dossiers/${first.json.number}`);
    expect([again.status, again.json.number]).toEqual([201, first.json.number]);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('makes a repeated message one message, its text kept once', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const path = `/api/organisation/dossiers/${number}/reply`;
    const headers = { 'idempotency-key': 'refus-1' };
    const reply = { decision: 'refuse', reason: 'Complet.' };
    const first = await cast.asOrganisation.post(path, reply, headers);
    const again = await cast.asOrganisation.post(path, reply, headers);
    expect([again.status, again.json.version]).toEqual([200, first.json.version]);
    expect(await textsOf(number)).toBe(1);
    const other = await cast.asOrganisation.post(path, { ...reply, reason: 'Autre.' }, headers);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('is visible ASCII', async () => {
    const { asTrainee, trainingId } = await aCast(api);
    const answer = await asTrainee.post('/api/dossiers', { trainingId }, { 'idempotency-key': 'a b' });
    expect(answer.json).toMatchObject({
      status: 422,
      code: 'invalid_request',
      errors: [{ path: 'Idempotency-Key' }],
    });
  });
});

describe('a refused message', () => {
  test('says in which state the dossier is, and leaves no text behind', async () => {
    const cast = await aCast(api);
    const number = await acceptedDossier(cast);
    const path = `/api/organisation/dossiers/${number}/reply`;
    const answer = await cast.asOrganisation.post(path, { decision: 'refuse', reason: 'Trop tard' });
    expect(answer.json).toMatchObject({ status: 409, code: 'not_allowed_in_state', state: 'to_validate' });
    expect(await textsOf(number)).toBe(0);
  });

  test('carries the new amounts when they changed', async () => {
    const cast = await aCast(api);
    const number = await acceptedDossier(cast);
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    const body = {
      rightsConsent: true,
      rightsCents: 100,
      remainderCents: 0,
      termsVersion: json.termsVersion,
    };
    const answer = await cast.asTrainee.post(`/api/dossiers/${number}/validation`, body);
    expect(answer.json).toMatchObject({
      status: 409,
      code: 'amounts_changed',
      rightsCents: 120_000,
      remainderCents: 0,
    });
    expect(answer.json.detail).toMatch(/1\s200,00\s€/);
  });

  test('tells the deadline when it came too late', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    clockOffset = Date.parse(json.deadline.at) + 1 - Date.now();
    const reply = { decision: 'accept' };
    const late = await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, reply);
    clockOffset = 0;
    expect(late.json).toMatchObject({ status: 409, code: 'deadline_passed', deadline: json.deadline.at });
    expect((await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, reply)).status).toBe(
      200,
    );
  });

  test('blames the contents with 422', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const path = `/api/organisation/dossiers/${number}/reply`;
    const empty = await cast.asOrganisation.post(path, { decision: 'propose', changes: {} });
    expect([empty.status, empty.json.code]).toEqual([422, 'empty_proposal']);
  });

  test('for a closed session opens no draft, and the key may be used again', async () => {
    const { asTrainee, trainingId } = await aCast(api);
    const headers = { 'idempotency-key': 'fermee' };
    const body = { trainingId, sessionId: randomUUID() };
    const refused = await asTrainee.post('/api/dossiers', body, headers);
    expect(refused.json).toMatchObject({ status: 409, code: 'session_unavailable' });
    expect((await asTrainee.post('/api/dossiers', { trainingId }, headers)).status).toBe(201);
  });
});

describe('without a payment service', () => {
  test('a validation that leaves something to pay answers 503 and changes nothing', async () => {
    const cast = await aCast(api, { balanceCents: 50_000 });
    const number = await acceptedDossier(cast);
    const before = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(before.json.amounts).toEqual({ priceCents: 120_000, rightsCents: 50_000, remainderCents: 70_000 });
    const answer = await validation(cast, number);
    expect([answer.status, answer.json.code]).toEqual([503, 'payment_not_configured']);
    const payment = await cast.asTrainee.post(`/api/dossiers/${number}/payment`);
    expect([payment.status, payment.json.code]).toEqual([503, 'payment_not_configured']);
    const after = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(after.json.version).toBe(before.json.version);
  });

  test('a stranger is told that there is no such dossier', async () => {
    const cast = await aCast(api, { balanceCents: 50_000 });
    const number = await acceptedDossier(cast);
    const stranger = await loggedIn(api, await aTrainee(api));
    expect((await stranger.post(`/api/dossiers/${number}/payment`)).json.code).toBe('dossier_not_found');
  });
});

describe('the calendar file', () => {
  test('holds deadline and session, and the same event in a later version', async () => {
    const cast = await aCast(api);
    const { number } = await draftOf(cast);
    await cast.asTrainee.post(`/api/dossiers/${number}/submission`);
    const file = await cast.asTrainee.get(`/api/dossiers/${number}/calendar.ics`);
    expect(file.headers.get('content-type')).toMatch(/^text\/calendar/);
    expect(file.text).toContain(`UID:dossier-${number}-deadline`);
    expect(file.text).toContain('SEQUENCE:2');
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    const first = json.session.startsOn.replaceAll('-', '');
    expect(file.text).toContain(`DTSTART;VALUE=DATE:${first}`);
  });
});
