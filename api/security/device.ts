import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { deviceLifeMs } from '../../domain/account/login-rules.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import type { Services } from '../services.ts';

/** One cookie for each kind of account: a browser may be used for both. */
const names = { trainee: 'device', member: 'member-device' } as const;
const shape = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

type Keys = Pick<Services, 'codeHash' | 'config'>;

/** Whose device a browser may be. */
export type DeviceKind = keyof typeof names;

/** Whether a browser shows a device at all; only its owner's account tells whether it is one. */
export function hasDevice(req: Request, { config }: Keys, kind: DeviceKind = 'trainee'): boolean {
  return shape.test(readCookie(req, config, names[kind]) ?? '');
}

/**
 * The device on which an account was used before; null on every other, and for a forged one. It lets nobody in.
 * @param owner the blind index of a trainee's number, or what a member's attempts are counted under
 */
export function deviceOf(
  req: Request,
  { codeHash, config }: Keys,
  owner: Buffer,
  kind: DeviceKind = 'trainee',
): string | null {
  const [, nonce, signature] = shape.exec(readCookie(req, config, names[kind]) ?? '') ?? [];
  if (nonce === undefined || signature === undefined) return null;
  const right = codeHash('device', owner.toString('hex'), nonce);
  return timingSafeEqual(right, Buffer.from(signature, 'base64url')) ? nonce : null;
}

/** Remembers that an account was used on this device. */
export function rememberDevice(
  res: Response,
  { codeHash, config }: Keys,
  owner: Buffer,
  kind: DeviceKind = 'trainee',
): void {
  const nonce = randomBytes(16).toString('base64url');
  const signature = codeHash('device', owner.toString('hex'), nonce).toString('base64url');
  setCookie(res, config, { name: names[kind], value: `${nonce}.${signature}`, maxAge: deviceLifeMs });
}
