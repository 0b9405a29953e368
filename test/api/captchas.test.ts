import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { sql } from 'kysely';
import { codeOf } from '../../api/captchas/captchas.ts';
import { speakCode } from '../../api/captchas/speak-code.ts';
import { createCodeHash } from '../../db/accounts/code-hash.ts';
import { queries } from '../../db/database.ts';
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
  test('draws a code as points of colour: nothing in the file says how a letter runs', async () => {
    const answer = await visitor(api).post('/api/captchas');
    expect(answer.status).toBe(201);
    const { image, svg } = answer.json as unknown as { image: string; svg: string };
    expect(image).toMatch(/^data:image\/webp;base64,/);
    expect(
      Buffer.from(image.split(',')[1] ?? '', 'base64')
        .subarray(8, 12)
        .toString(),
    ).toBe('WEBP');
    expect(svg.replace(image, '')).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 330 105"><image href="" width="330" height="105"/></svg>',
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('uses no letter that looks or sounds like another one, and writes the code nowhere', async () => {
    const hash = createCodeHash(api.config.CODE_HASH_KEY);
    const codes = Array.from({ length: 500 }, () => codeOf(hash, randomUUID()));
    expect(new Set(codes).size).toBe(500);
    const used = [...new Set(codes.join(''))].sort().join('');
    expect(used).toBe('3479ACEFHJKMPRTWXY');
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'captchas'`.execute(
      queries(api.db.em.fork()),
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(['expires_at', 'id']);
  });

  test('speaks a code in French and English, whole or part by part, until it was answered', async () => {
    const captcha = await aCaptcha(api);
    const hear = async (lang: string, range?: string) =>
      await fetch(`${api.baseUrl}/api/captchas/${captcha.id}/audio?lang=${lang}`, {
        headers: range === undefined ? {} : { range },
      });
    const whole = Buffer.from(await (await hear('fr')).arrayBuffer());
    expect(whole.subarray(0, 4).toString()).toBe('RIFF');
    expect(whole.readUInt32LE(40)).toBe(whole.length - 44);
    const seconds = (whole.length - 44) / 8_000;
    expect([seconds > 8, seconds < 15]).toEqual([true, true]);
    const english = Buffer.from(await (await hear('en')).arrayBuffer());
    expect(english.equals(whole)).toBe(false);
    const part = await hear('fr', 'bytes=100-199');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${whole.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(100, 200))).toBe(true);
    expect((await answerWith(captcha)).status).toBe(201);
    expect((await hear('fr')).status).toBe(404);
  });

  test('speaks no two codes with the same bytes for one letter', () => {
    const [one, other] = [speakCode('AAAAAA', 'fr', 1), speakCode('AAAAAA', 'fr', 2)];
    expect(one.subarray(44, 8_044).equals(other.subarray(44, 8_044))).toBe(false);
    // Something is said, not silence.
    const loud = one.subarray(44).filter((sample) => Math.abs(sample - 128) > 20).length;
    expect(loud).toBeGreaterThan(4_000);
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
