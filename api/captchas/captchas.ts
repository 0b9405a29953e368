import { typedCode } from '../../domain/typed-text.ts';
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createChallenge, randomInt as randomCounter, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import type { CodeHash } from '../../db/accounts/code-hash.ts';
import { queries } from '../../db/database.ts';
import type { Language } from '../../domain/language.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { drawCode, drawnSize } from './draw-code.ts';
import { codeAlphabet, speakCode } from './speak-code.ts';

/** How long a displayed code may be answered, in milliseconds. */
export const captchaLifeMs = 2 * 60_000;

const length = 6;
/** About a second of a browser's work: rounds of each try, and the number of tries. */
const rounds = 2_000;
const fewestTries = 1_000;
const mostTries = 2_000;

/** How a person shows that they are none of many: the code as they read it, or their browser's work. */
export type CaptchaAnswer = { id: string; text: string } | { id: string; proof: string };

/** Draws a code, to be read or heard, and sets the work that may be done instead. Either answers it, once, within two minutes. */
export async function newCaptcha(services: Services, em: EntityManager) {
  const { codeHash, clock, config } = services;
  const id = randomUUID();
  const expiresAt = new Date(clock.now() + captchaLifeMs);
  // Those that nobody answered are cleared away by whoever comes next.
  await sql`delete from captchas where expires_at < ${new Date(clock.now())}`.execute(queries(em));
  await sql`insert into captchas (id, expires_at) values (${id}, ${expiresAt})`.execute(queries(em));
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: rounds,
    counter: randomCounter(fewestTries, mostTries),
    deriveKey,
    expiresAt,
    hmacSignatureSecret: config.CODE_HASH_KEY,
    data: { captcha: id },
  });
  const image = `data:image/webp;base64,${(await drawCode(codeOf(codeHash, id))).toString('base64')}`;
  const { width, height } = drawnSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image href="${image}" width="${width}" height="${height}"/></svg>`;
  const audio = audioPath(id);
  return { id, image, svg, audio, challenge, expiresAt: expiresAt.toISOString() };
}

/** Where a code is heard. */
const audioPath = (id: string) => `/api/captchas/${id}/audio`;

/**
 * The code of a captcha: a keyed hash of its id, so that it is written nowhere. It is drawn when the captcha is made, and spoken
 * when somebody asks for it.
 */
export function codeOf(codeHash: CodeHash, id: string): string {
  const hash = codeHash('captcha', id, '');
  return Array.from(
    { length },
    (_, index) => codeAlphabet[hash.readUInt16BE(2 * index) % codeAlphabet.length],
  ).join('');
}

/** Speaks a code that is still to be answered. Throws `not_found`. */
export async function spokenCaptcha(
  { codeHash, clock }: Services,
  em: EntityManager,
  { id, language }: { id: string; language: Language },
): Promise<Buffer> {
  const { rows } = await sql`
    select 1 from captchas where id = ${id} and expires_at > ${new Date(clock.now())}`.execute(queries(em));
  if (rows.length === 0) throw new Problem('not_found');
  const seed = codeHash('captcha', id, 'voice').readUInt32BE();
  return speakCode(codeOf(codeHash, id), language, seed);
}

/** Uses a captcha up. Throws `captcha_wrong` unless it was answered rightly, in time and for the first time. */
export async function passCaptcha(
  services: Services,
  em: EntityManager,
  answer: CaptchaAnswer,
): Promise<void> {
  const now = new Date(services.clock.now());
  const { rows } = await sql<{ isInTime: boolean }>`
    delete from captchas where id = ${answer.id} returning expires_at > ${now} as "isInTime"`.execute(
    queries(em),
  );
  const isRight =
    rows[0]?.isInTime === true &&
    ('text' in answer ? reads(services, answer) : await proves(services, answer));
  if (!isRight) throw new Problem('captcha_wrong');
}

function reads({ codeHash }: Services, { id, text }: { id: string; text: string }): boolean {
  const hash = (code: string) => codeHash('captcha', id, code);
  return timingSafeEqual(hash(typedCode(text).toUpperCase()), hash(codeOf(codeHash, id)));
}

const proofSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      cost: z.literal(rounds),
      nonce: z.string(),
      salt: z.string(),
      keyLength: z.int(),
      keyPrefix: z.string(),
      expiresAt: z.number(),
      data: z.object({ captcha: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.int().min(0), derivedKey: z.string() }),
});

async function proves({ config }: Services, { id, proof }: { id: string; proof: string }): Promise<boolean> {
  const payload = proofSchema.safeParse(decoded(proof));
  if (!payload.success || payload.data.challenge.parameters.data.captcha !== id) return false;
  const { verified } = await verifySolution({
    ...payload.data,
    deriveKey,
    hmacSignatureSecret: config.CODE_HASH_KEY,
  });
  return verified;
}

function decoded(proof: string): unknown {
  try {
    return JSON.parse(Buffer.from(proof, 'base64').toString('utf8'));
  } catch {
    return null;
  }
}
