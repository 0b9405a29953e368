import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { aTraineeAtHome } from '../support/account-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, visitor } from '../support/api-client.ts';
import type { TestTrainee } from '../support/api-people.ts';
import { mailTo, startTestMailbox } from '../support/mailbox.ts';
import { mailsTo } from '../support/registrations.ts';

jest.setTimeout(60_000);

const stepMs = 30_000;
let api: TestApi;
let mailbox: Mailbox;
let ahead = 0;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  api = await startApi({ worker: true, env: mailsTo(mailbox), clock: { now: () => Date.now() + ahead } });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});
beforeEach(async () => {
  // Each test begins at the start of a step.
  ahead = stepMs - (Date.now() % stepMs);
  await sql`delete from rate_limits`.execute(queries(api.db.em.fork()));
  await sql`delete from login_guards`.execute(queries(api.db.em.fork()));
});

const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + ahead + steps * stepMs,
  });

interface Protected {
  trainee: TestTrainee;
  client: ApiClient;
  secret: string;
  recoveryCodes: readonly string[];
}

async function aProtectedTrainee(): Promise<Protected> {
  const { trainee, client } = await aTraineeAtHome(api);
  const { json } = await client.post('/api/second-factor', { password: trainee.password });
  const confirmed = await client.post('/api/second-factor/confirmation', { code: codeOf(json.secret) });
  ahead += stepMs;
  return { trainee, client, secret: json.secret, recoveryCodes: confirmed.json.recoveryCodes };
}

async function firstStep({ trainee }: Protected): Promise<ApiClient> {
  const client = visitor(api);
  const answer = await client.logIn(trainee);
  expect([answer.status, answer.json]).toEqual([202, { secondFactorRequired: true }]);
  return client;
}

describe('the second step', () => {
  test('is on once a first code was entered, and is shown as an address and a picture', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    expect((await client.post('/api/second-factor', { password: 'Faux-mot-de-passe-1' })).json.code).toBe(
      'password_wrong',
    );
    const { json } = await client.post('/api/second-factor', { password: trainee.password });
    const [, label, secret] =
      /^otpauth:\/\/totp\/Dossier%20formation:([^?]*)\?.*secret=([A-Z2-7]{32})/.exec(json.uri ?? '') ?? [];
    expect([decodeURIComponent(label ?? ''), secret]).toEqual([trainee.email, json.secret]);
    expect(json.uri).not.toContain(trainee.nir.slice(0, 13));
    expect(json.qrSvg).toMatch(/^<svg/);
    expect((await visitor(api).logIn(trainee)).status).toBe(200);
    const wrong = await client.post('/api/second-factor/confirmation', { code: '000000' });
    expect(wrong.json.code).toBe('second_factor_wrong');
    const right = await client.post('/api/second-factor/confirmation', { code: codeOf(json.secret) });
    expect(new Set(right.json.recoveryCodes).size).toBe(10);
    expect((await client.get('/api/second-factor')).json).toEqual({ enabled: true, recoveryCodesLeft: 10 });
    expect((await client.post('/api/second-factor', { password: trainee.password })).json.code).toBe(
      'second_factor_on',
    );
  });

  test('is asked for after the password: no session before', async () => {
    const someone = await aProtectedTrainee();
    const client = await firstStep(someone);
    expect((await client.get('/api/session')).status).toBe(401);
    const before = client.sessionCookie;
    const answer = await client.secondStep(codeOf(someone.secret));
    expect(answer.json.trainee).toMatchObject({ id: someone.trainee.id });
    expect(client.sessionCookie).not.toBe(before);
    expect((await client.get('/api/session')).status).toBe(200);
  });

  test('takes a code once, and none that is older than the last', async () => {
    const someone = await aProtectedTrainee();
    const code = codeOf(someone.secret);
    const [one, other] = [await firstStep(someone), await firstStep(someone)];
    const answers = await Promise.all([one.secondStep(code), other.secondStep(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const third = await firstStep(someone);
    expect((await third.secondStep(codeOf(someone.secret, -1))).json.code).toBe('second_factor_wrong');
    expect((await third.secondStep(codeOf(someone.secret, 1))).status).toBe(200);
  });

  test('allows one step of a wrong clock, not two', async () => {
    const someone = await aProtectedTrainee();
    const client = await firstStep(someone);
    expect((await client.secondStep(codeOf(someone.secret, 2))).status).toBe(422);
    expect((await client.secondStep(codeOf(someone.secret, 1))).status).toBe(200);
  });

  test('takes a recovery code in its place, each once', async () => {
    const someone = await aProtectedTrainee();
    const [code = ''] = someone.recoveryCodes;
    expect((await (await firstStep(someone)).secondStep(code.toLowerCase())).status).toBe(200);
    expect((await (await firstStep(someone)).secondStep(code)).status).toBe(422);
    expect((await someone.client.get('/api/second-factor')).json.recoveryCodesLeft).toBe(9);
  });

  test('is slowed when it is guessed', async () => {
    const someone = await aProtectedTrainee();
    const client = await firstStep(someone);
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await client.secondStep('000000')).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });

  test('waits longer after each guess, tells its owner, and lets them in where they were before', async () => {
    const someone = await aProtectedTrainee();
    // Whoever guesses knows the password, on a device of their own.
    const guess = async () => await (await firstStep(someone)).secondStep('000000');
    const waits: number[] = [];
    for (let count = 0; count < 4; count += 1) await guess();
    for (let count = 0; count < 4; count += 1) {
      expect((await guess()).status).toBe(422);
      const refused = await guess();
      expect([refused.status, refused.json.code]).toEqual([429, 'too_many_requests']);
      waits.push(Math.round(Number(refused.headers.get('retry-after')) / 60));
      ahead += Number(refused.headers.get('retry-after')) * 1_000 + 1_000;
    }
    expect(waits).toEqual([1, 2, 4, 8]);
    await guess();
    const mail = await mailTo(mailbox, someone.trainee.email, ({ subject }) =>
      /Codes incorrects/.test(subject),
    );
    expect(mail.text).toContain('Quelqu’un connaît votre mot de passe');
    await someone.client.logIn(someone.trainee);
    expect((await someone.client.secondStep(codeOf(someone.secret))).status).toBe(200);
  });

  test('is over when the account was closed, or its password changed, since the first step', async () => {
    const [closing, changing] = [await aProtectedTrainee(), await aProtectedTrainee()];
    const pending = [await firstStep(closing), await firstStep(changing)];
    const { password } = changing.trainee;
    const closed = await closing.client.post('/api/account/erasure', { password: closing.trainee.password });
    const body = { currentPassword: password, password: 'Deux étés à Brest 43' };
    const changed = await changing.client.send('PUT', '/api/password', { body });
    expect([closed.status, changed.status]).toEqual([202, 204]);
    for (const [place, client] of pending.entries()) {
      const answer = await client.secondStep(codeOf([closing, changing][place]?.secret ?? ''));
      expect(answer.json.code).toBe('second_factor_missing');
      expect((await client.get('/api/session')).status).toBe(401);
    }
  });

  test('must follow the password within five minutes', async () => {
    const someone = await aProtectedTrainee();
    const client = await firstStep(someone);
    ahead += 5 * 60_000 + 1_000;
    expect((await client.secondStep(codeOf(someone.secret))).json.code).toBe('second_factor_missing');
    expect((await visitor(api).secondStep(codeOf(someone.secret))).json.code).toBe('second_factor_missing');
  });

  test('is turned off by the password', async () => {
    const { trainee, client } = await aProtectedTrainee();
    const remove = (password: string) => client.post('/api/second-factor/removal', { password });
    expect((await remove('Faux-mot-de-passe-1')).json.code).toBe('password_wrong');
    expect((await remove(trainee.password)).status).toBe(204);
    expect((await remove(trainee.password)).json.code).toBe('second_factor_off');
    expect((await visitor(api).logIn(trainee)).status).toBe(200);
  });

  test('gives new recovery codes by password and code: those before are worth nothing', async () => {
    const someone = await aProtectedTrainee();
    const { client, trainee, recoveryCodes } = someone;
    const [first = '', second = ''] = recoveryCodes;
    const renew = (password: string, code: string) =>
      client.post('/api/second-factor/recovery-codes', { password, code });
    expect((await renew('Faux-mot-de-passe-1', first)).json.code).toBe('password_wrong');
    expect((await renew(trainee.password, '000000')).json.code).toBe('second_factor_wrong');
    const made = await renew(trainee.password, codeOf(someone.secret));
    expect([made.status, new Set(made.json.recoveryCodes).size]).toEqual([200, 10]);
    expect((await client.get('/api/second-factor')).json).toEqual({ enabled: true, recoveryCodesLeft: 10 });
    expect((await (await firstStep(someone)).secondStep(second)).json.code).toBe('second_factor_wrong');
    expect((await (await firstStep(someone)).secondStep(made.json.recoveryCodes[0] ?? '')).status).toBe(200);
  });

  test('gives one set of new recovery codes to two who ask at once, and none where it is off', async () => {
    const { client, trainee, recoveryCodes } = await aProtectedTrainee();
    const renew = (code: string | undefined) =>
      client.post('/api/second-factor/recovery-codes', { password: trainee.password, code });
    const answers = await Promise.all(recoveryCodes.slice(0, 2).map(renew));
    expect(answers.map(({ status }) => status)).toContain(200);
    expect((await client.get('/api/second-factor')).json.recoveryCodesLeft).toBe(10);
    const unprotected = await aTraineeAtHome(api);
    const refused = await unprotected.client.post('/api/second-factor/recovery-codes', {
      ...{ password: unprotected.trainee.password, code: '000000' },
    });
    expect([refused.status, refused.json.code]).toEqual([409, 'second_factor_off']);
  });

  test('keeps neither secret nor recovery codes readable', async () => {
    const { secret, recoveryCodes } = await aProtectedTrainee();
    const { rows } = await sql<{ row: string }>`
      select second_factors::text || recovery_codes::text as row
      from second_factors join recovery_codes using (trainee_id)`.execute(queries(api.db.em.fork()));
    const text = rows.map(({ row }) => row).join('');
    for (const hidden of [secret, ...recoveryCodes]) {
      expect(text).not.toContain(Buffer.from(hidden).toString('hex'));
      expect(text).not.toContain(hidden);
    }
  });
});
