import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { sendProof } from '../support/api-documents.ts';
import {
  type ApiCast,
  aCast,
  acceptedDossier,
  sentDossier,
  validatedDossier,
} from '../support/api-dossiers.ts';

let api: TestApi;
let clockOffset = 0;
const dayMs = 86_400_000;

beforeAll(async () => {
  api = await startApi({ worker: true, clock: { now: () => Date.now() + clockOffset } });
});
afterAll(async () => {
  await api.stop();
});
afterEach(() => {
  clockOffset = 0;
});

/** The API's clock moves past the withdrawal period and up to the session, whose start is 120 days ahead; logs in anew. */
async function nearTheStart(cast: ApiCast): Promise<void> {
  clockOffset = 118 * dayMs;
  await cast.asTrainee.logIn(cast.trainee);
}

const pathOf = (number: string) => `/api/dossiers/${number}/cancellation`;

describe('before a cancellation', () => {
  test('the answer says what happens to every cent, and then exactly that happens', async () => {
    const cast = await aCast(api);
    const number = await validatedDossier(cast);
    const { json } = await cast.asTrainee.get(pathOf(number));
    expect(json).toMatchObject({
      allowed: true,
      kind: 'cancel',
      consequences: { rule: 'withdrawal', rights: 'given_back', remainder: 'none' },
      amounts: { rightsBackCents: 120_000, rightsConsumedCents: 0 },
      withProof: null,
    });
    expect(json.explanation).toMatch(/^Vous êtes dans le délai de rétractation jusqu’au .* à 23 h 59/);
    const cancelled = await cast.asTrainee.post(pathOf(number), { expected: json.amounts });
    expect(cancelled.json).toMatchObject({
      state: 'cancelled',
      closure: { consequences: { rule: 'withdrawal', amounts: json.amounts } },
    });
    const rights = await cast.asTrainee.get('/api/rights');
    expect(rights.json).toMatchObject({ balanceCents: 150_000, reservedCents: 0 });
  });

  test('a confirmation of what was shown is refused when time has changed it, with the new consequences', async () => {
    const cast = await aCast(api);
    const number = await validatedDossier(cast);
    const shown = await cast.asTrainee.get(pathOf(number));
    await nearTheStart(cast);
    const late = await cast.asTrainee.post(pathOf(number), { expected: shown.json.amounts });
    expect(late.json).toMatchObject({
      status: 409,
      code: 'consequences_changed',
      consequences: { rule: 'late' },
      amounts: { rightsBackCents: 0, rightsConsumedCents: 120_000 },
      state: 'validated',
    });
    expect(late.json.detail).toContain('soit 7 ou moins');
    const { json } = await cast.asTrainee.get(pathOf(number));
    expect((await cast.asTrainee.post(pathOf(number), { expected: json.amounts })).status).toBe(200);
  });

  test('of a dossier that cannot be cancelled, the answer says so', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    await cast.asTrainee.post(pathOf(number));
    const { json } = await cast.asTrainee.get(pathOf(number));
    expect(json).toMatchObject({ allowed: false, consequences: null, withProof: null, holdsUntil: null });
  });

  test('of a request that is not validated, it holds until the deadline', async () => {
    const cast = await aCast(api);
    const number = await acceptedDossier(cast);
    const { json } = await cast.asTrainee.get(pathOf(number));
    const dossier = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(json).toMatchObject({
      consequences: { rule: 'nothing_agreed' },
      text: 'Annuler maintenant ne vous coûte rien.',
      holdsUntil: dossier.json.deadline.at,
    });
  });
});

describe('force majeure', () => {
  test('without a proof is judged as any other cancellation, and the answer says what a proof would change', async () => {
    const cast = await aCast(api);
    const number = await validatedDossier(cast);
    await nearTheStart(cast);
    const { json } = await cast.asTrainee.get(`${pathOf(number)}?reason=illness_or_accident`);
    expect(json).toMatchObject({
      reasonLabel: 'maladie ou accident',
      proofs: 0,
      consequences: { rule: 'late' },
      withProof: {
        consequences: { rule: 'force_majeure', rights: 'given_back' },
        amounts: { rightsBackCents: 120_000 },
      },
    });
    const unproved = await cast.asTrainee.post(pathOf(number), { reason: 'illness_or_accident' });
    expect(unproved.json).toMatchObject({
      ...{ status: 409, code: 'proof_missing', state: 'validated' },
      amounts: { rightsConsumedCents: 120_000 },
    });
    const wish = { reason: 'illness_or_accident', withoutProof: true };
    const cancelled = await cast.asTrainee.post(pathOf(number), wish);
    expect(cancelled.json.closure).toMatchObject({ consequences: { rule: 'late', rights: 'consumed' } });
    expect((await cast.asTrainee.get('/api/rights')).json.balanceCents).toBe(30_000);
  });

  test('a proof that comes after the cancellation is not taken, and changes nothing', async () => {
    const cast = await aCast(api);
    const number = await validatedDossier(cast);
    await nearTheStart(cast);
    const wish = { reason: 'illness_or_accident', withoutProof: true };
    const cancelled = await cast.asTrainee.post(pathOf(number), wish);
    const late = await sendProof(cast.asTrainee, number, { reason: 'illness_or_accident' });
    expect(late.json).toMatchObject({ status: 409, code: 'not_allowed_in_state', state: 'cancelled' });
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(json.closure).toEqual(cancelled.json.closure);
  });

  test('with a proof for that very reason gives everything back, and the proof stays with the dossier', async () => {
    const cast = await aCast(api);
    const number = await validatedDossier(cast);
    await nearTheStart(cast);
    const proof = await sendProof(cast.asTrainee, number, { reason: 'illness_or_accident' });
    const other = await sendProof(cast.asTrainee, number, { reason: 'return_to_work' });
    const elsewhere = await cast.asTrainee.get(`${pathOf(number)}?reason=transport_stopped`);
    expect(elsewhere.json.consequences?.rule).toBe('late');
    const { json } = await cast.asTrainee.get(`${pathOf(number)}?reason=illness_or_accident`);
    expect(json).toMatchObject({
      ...{ proofs: 1, proofVerified: false, withProof: null, consequences: { rule: 'force_majeure' } },
      explanation: expect.stringContaining('que notre service n’a pas encore vérifié'),
    });
    const body = { reason: 'illness_or_accident', expected: json.amounts };
    const cancelled = await cast.asTrainee.post(pathOf(number), body);
    expect(cancelled.json.closure).toMatchObject({
      cancellationReasonLabel: 'maladie ou accident',
      consequences: { rule: 'force_majeure', rights: 'given_back' },
    });
    expect((await cast.asTrainee.get('/api/rights')).json.balanceCents).toBe(150_000);
    const used = await cast.asTrainee.send('DELETE', `/api/dossiers/${number}/documents/${proof.json.id}`);
    expect([used.status, used.json.code]).toEqual([409, 'document_in_use']);
    const unused = await cast.asTrainee.send('DELETE', `/api/dossiers/${number}/documents/${other.json.id}`);
    expect(unused.status).toBe(204);
  });

  test('is not told to the organisation, which learns only that the cancellation was free', async () => {
    const cast = await aCast(api);
    const number = await validatedDossier(cast);
    await nearTheStart(cast);
    await sendProof(cast.asTrainee, number, { reason: 'maternity_or_paternity' });
    await cast.asTrainee.post(pathOf(number), { reason: 'maternity_or_paternity' });
    const { json, text } = await cast.asOrganisation.get(`/api/organisation/dossiers/${number}`);
    expect(json.closure).toMatchObject({
      cancellationReason: null,
      consequences: { rule: 'force_majeure', amounts: null },
    });
    expect(text).not.toMatch(/matern/i);
  });
});

describe('the organisation', () => {
  test('needs no proof for its reasons, which the trainee reads', async () => {
    const cast = await aCast(api);
    const number = await validatedDossier(cast);
    await nearTheStart(cast);
    const body = { reason: 'trainer_illness_or_accident' };
    await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/cancellation`, body);
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(json.closure).toMatchObject({
      by: 'organisation',
      cancellationReasonLabel: 'maladie ou accident du formateur',
      consequences: { rule: 'organisation', rights: 'given_back' },
    });
  });
});
