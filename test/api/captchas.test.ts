import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { startApi, type TestApi } from '../support/api.ts';
import { type Answer, visitor } from '../support/api-client.ts';
import { aCaptcha, aPerson } from '../support/registrations.ts';

let api: TestApi;
let clockOffset = 0;

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Date.now() + clockOffset } });
});
afterAll(async () => {
  await api.stop();
});

/** A captcha counts when what follows it is reached: Temporal takes the start, no worker is needed. */
async function answerWith(captcha: unknown): Promise<Answer> {
  return await visitor(api).post('/api/registrations', { ...aPerson(), captcha });
}

async function proofOf(answer: Answer): Promise<string> {
  const { challenge } = answer.json;
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

describe('the security check', () => {
  test('draws a code as paths, so that it cannot be read from the file', async () => {
    const answer = await visitor(api).post('/api/captchas');
    expect(answer.status).toBe(201);
    expect(answer.json.svg).toMatch(/^<svg [^>]*>(<rect [^>]*>)?(<path [^>]*>)+<\/svg>$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('takes the code as it was read, spaces and small letters allowed', async () => {
    expect((await answerWith(await aCaptcha(api))).status).toBe(201);
  });

  test('takes a code once', async () => {
    const captcha = await aCaptcha(api);
    const statuses = await Promise.all([answerWith(captcha), answerWith(captcha)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  test('wants another code after a wrong one', async () => {
    const captcha = await aCaptcha(api);
    const wrong = await answerWith({ ...captcha, text: 'XXXXXX' });
    expect([wrong.status, wrong.json.code]).toEqual([422, 'captcha_wrong']);
    expect((await answerWith(captcha)).json.code).toBe('captcha_wrong');
  });

  test('knows a code for two minutes', async () => {
    const captcha = await aCaptcha(api, new Date(Date.now() + 120_000));
    clockOffset = 121_000;
    const late = await answerWith(captcha);
    clockOffset = 0;
    expect(late.json.code).toBe('captcha_wrong');
  });

  test('takes work in its place, done by no person', async () => {
    const captcha = await visitor(api).post('/api/captchas');
    const proof = await proofOf(captcha);
    expect((await answerWith({ id: captcha.json.id, proof })).status).toBe(201);
    expect((await answerWith({ id: captcha.json.id, proof })).json.code).toBe('captcha_wrong');
  });

  test('takes no work that was done for another code, changed, or made up', async () => {
    const [one, other] = [await visitor(api).post('/api/captchas'), await visitor(api).post('/api/captchas')];
    const proof = await proofOf(one);
    expect((await answerWith({ id: other.json.id, proof })).json.code).toBe('captcha_wrong');
    const payload = JSON.parse(Buffer.from(proof, 'base64').toString()) as {
      challenge: { parameters: { keyPrefix: string } };
    };
    payload.challenge.parameters.keyPrefix = '0';
    const changed = Buffer.from(JSON.stringify(payload)).toString('base64');
    for (const forged of [changed, 'x', 'bnVsbA==']) {
      const { json } = await visitor(api).post('/api/captchas');
      expect((await answerWith({ id: json.id, proof: forged })).json.code).toBe('captcha_wrong');
    }
  });

  test('knows nothing of a code that was never shown', async () => {
    expect((await answerWith({ id: randomUUID(), text: 'ABC234' })).json.code).toBe('captcha_wrong');
  });
});
