import { typedCode } from '../../domain/typed-text.ts';
import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { createChallenge, randomInt as randomCounter, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { queries } from '../../db/database.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { drawCode } from './draw-code.ts';

/** How long a displayed code may be answered, in milliseconds. */
export const captchaLifeMs = 2 * 60_000;

/** Without those that look like another one. */
const alphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ23456789';
const length = 6;
/** About a second of a browser's work: rounds of each try, and the number of tries. */
const rounds = 2_000;
const fewestTries = 1_000;
const mostTries = 2_000;

/** How a person shows that they are none of many: the code as they read it, or their browser's work. */
export type CaptchaAnswer = { id: string; text: string } | { id: string; proof: string };

/** Draws a code, and sets the work that may be done instead of reading it. Either answers it, once, within two minutes. */
export async function newCaptcha(services: Services, em: EntityManager) {
  const { codeHash, clock, config } = services;
  const id = randomUUID();
  const text = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  const expiresAt = new Date(clock.now() + captchaLifeMs);
  // Those that nobody answered are cleared away by whoever comes next.
  await sql`delete from captchas where expires_at < ${new Date(clock.now())}`.execute(queries(em));
  await sql`insert into captchas (id, answer_hash, expires_at)
    values (${id}, ${codeHash('captcha', id, text)}, ${expiresAt})`.execute(queries(em));
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: rounds,
    counter: randomCounter(fewestTries, mostTries),
    deriveKey,
    expiresAt,
    hmacSignatureSecret: config.CODE_HASH_KEY,
    data: { captcha: id },
  });
  return { id, svg: drawCode(text), challenge, expiresAt: expiresAt.toISOString() };
}

/** Uses a captcha up. Throws `captcha_wrong` unless it was answered rightly, in time and for the first time. */
export async function passCaptcha(
  services: Services,
  em: EntityManager,
  answer: CaptchaAnswer,
): Promise<void> {
  const now = new Date(services.clock.now());
  const { rows } = await sql<{ hash: Buffer; isInTime: boolean }>`
    delete from captchas where id = ${answer.id} returning answer_hash as hash, expires_at > ${now} as "isInTime"`.execute(
    queries(em),
  );
  const [row] = rows;
  const isRight =
    row?.isInTime === true &&
    ('text' in answer ? reads(services, row.hash, answer) : await proves(services, answer));
  if (!isRight) throw new Problem('captcha_wrong');
}

function reads({ codeHash }: Services, hash: Buffer, { id, text }: { id: string; text: string }): boolean {
  return timingSafeEqual(hash, codeHash('captcha', id, typedCode(text).toUpperCase()));
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
