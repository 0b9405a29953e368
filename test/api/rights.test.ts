import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setJobSeeker } from '../../db/people/set-job-seeker.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { loggedIn } from '../support/api-client.ts';
import {
  type ApiCast,
  acceptedDossier,
  aCast,
  validatedDossier,
  validation,
} from '../support/api-dossiers.ts';
import { untilAnswered } from '../support/persistent-client.ts';
import { aSession, aTrainee, aTraining } from '../support/api-people.ts';
import { accountOf, expectLedgerToBalance } from '../support/consistency.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({
    worker: true,
    // A remainder may be agreed to where one could pay it; nobody does here.
    env: { POLICY_VERSION: '2026-05', STRIPE_SECRET_KEY: 'sk_test_local' },
  });
});
afterAll(async () => {
  await api.stop();
});

/** Somebody who owes no contribution, so that whole prices come from rights. */
async function aSeekerCast(balanceCents: number): Promise<ApiCast> {
  const cast = await aCast(api, { balanceCents });
  await setJobSeeker(api.db.em.fork(), { traineeId: cast.trainee.id, jobSeeker: true });
  return cast;
}

describe('my rights', () => {
  test('show every movement with its dossier and training, latest first, page by page', async () => {
    const cast = await aSeekerCast(150_000);
    const number = await validatedDossier(cast);
    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    const whole = await cast.asTrainee.get('/api/rights');
    const dossier = { number, trainingTitle: 'Anglais professionnel' };
    expect(whole.json).toMatchObject({ balanceCents: 150_000, reservedCents: 0, nextPage: null });
    expect(whole.json.entries).toMatchObject([
      { kind: 'release', label: 'Droits rendus', availableCents: 120_000, reservedCents: -120_000, dossier },
      {
        kind: 'reserve',
        label: 'Droits réservés pour une formation',
        availableCents: -120_000,
        reservedCents: 120_000,
        consumedCents: 0,
        dossier,
      },
      { kind: 'credit', label: 'Droits ajoutés à votre compte', availableCents: 150_000, dossier: null },
    ]);
    const first = await cast.asTrainee.get('/api/rights?limit=2');
    const second = await cast.asTrainee.get(`/api/rights?limit=2&page=${first.json.nextPage ?? ''}`);
    expect([...first.json.entries, ...second.json.entries]).toEqual(whole.json.entries);
    expect(second.json.nextPage).toBeNull();
  });
});

describe('the mandatory contribution', () => {
  test('is shown before validating as it is then demanded', async () => {
    const cast = await aCast(api, { balanceCents: 150_000 });
    const number = await acceptedDossier(cast);
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(json.amounts).toEqual({ priceCents: 120_000, rightsCents: 109_680, remainderCents: 10_320 });
    expect(json.contribution).toEqual({ dueCents: 10_320, exemption: null, exemptionLabel: null });
    const agreed = await validation(cast, number);
    expect([agreed.status, agreed.json.amounts]).toEqual([200, json.amounts]);
    expect(agreed.json.contribution).toBeNull();
    expect(await accountOf(api.db, cast.trainee.id)).toEqual({ available: 40_320, reserved: 109_680 });
  });

  test('is waived for a job seeker; whoever becomes one in between is told the new amounts', async () => {
    const cast = await aCast(api, { balanceCents: 150_000 });
    const number = await acceptedDossier(cast);
    const shown = await cast.asTrainee.get(`/api/dossiers/${number}`);
    await setJobSeeker(api.db.em.fork(), { traineeId: cast.trainee.id, jobSeeker: true });
    const { amounts, termsVersion } = shown.json;
    const refused = await cast.asTrainee.post(`/api/dossiers/${number}/validation`, {
      rightsConsent: true,
      rightsCents: amounts.rightsCents,
      remainderCents: amounts.remainderCents,
      termsVersion,
    });
    expect(refused.json).toMatchObject({ code: 'amounts_changed', rightsCents: 120_000, remainderCents: 0 });
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(json.contribution).toMatchObject({ dueCents: 0, exemptionLabel: 'demandeur d’emploi' });
    expect((await validation(cast, number)).json).toMatchObject({ state: 'validated' });
  });
});

describe('fifty validations at once on one balance', () => {
  const price = 120_000;
  const numbers: string[] = [];
  let cast: ApiCast;

  beforeAll(async () => {
    cast = await aSeekerCast(3.5 * price);
  });
  // In two steps, each with its own time limit; five requests for one training are as many as may be open.
  beforeAll(async () => void numbers.push(...(await acceptedAtTenTrainings(cast, 3))));
  beforeAll(async () => void numbers.push(...(await acceptedAtTenTrainings(cast, 2))));

  test('reserve at most the balance; each that is refused learns the amounts that are left', async () => {
    const answers = await Promise.all(
      numbers.map((number) =>
        untilAnswered(
          cast.asTrainee,
          `/api/dossiers/${number}/validation`,
          { rightsConsent: true, rightsCents: price, remainderCents: 0, termsVersion: '2026-01' },
          randomUUID(),
        ),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect([answers.length, refused.length]).toEqual([50, 47]);
    for (const { json } of refused) {
      expect(json).toMatchObject({
        status: 409,
        code: 'amounts_changed',
        rightsCents: price / 2,
        remainderCents: price / 2,
      });
    }
    expect(await accountOf(api.db, cast.trainee.id)).toEqual({ available: price / 2, reserved: 3 * price });
    await expectLedgerToBalance(api.db);
  });
});

/** Requests of one trainee for each of ten trainings of their own, all at « A valider ». */
async function acceptedAtTenTrainings(cast: ApiCast, each: number): Promise<string[]> {
  const accepted = Array.from({ length: 10 }, async () => {
    const trainingId = await aTraining(api, cast.organisation.id);
    const sessionId = await aSession(api, trainingId);
    const numbers: string[] = [];
    for (let request = 0; request < each; request += 1) {
      numbers.push(await acceptedDossier({ ...cast, trainingId, sessionId }));
    }
    return numbers;
  });
  return (await Promise.all(accepted)).flat();
}

test('somebody without rights has none, and no movement', async () => {
  const client = await loggedIn(api, await aTrainee(api, { balanceCents: 0 }));
  expect((await client.get('/api/rights')).json).toEqual({
    balanceCents: 0,
    reservedCents: 0,
    entries: [],
    nextPage: null,
  });
});
