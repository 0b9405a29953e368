import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { deviceLifeMs } from '../../domain/account/login-rules.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import type { Services } from '../services.ts';

const name = 'device';
const shape = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

type Keys = Pick<Services, 'codeHash' | 'config'>;

/** Whether a browser shows a device at all; only its owner's number tells whether it is one. */
export function hasDevice(req: Request, { config }: Keys): boolean {
  return shape.test(readCookie(req, config, name) ?? '');
}

/** The device on which this account was used before; null on every other, and for a forged one. It lets nobody in. */
export function deviceOf(req: Request, { codeHash, config }: Keys, nirIndex: Buffer): string | null {
  const [, nonce, signature] = shape.exec(readCookie(req, config, name) ?? '') ?? [];
  if (nonce === undefined || signature === undefined) return null;
  const right = codeHash('device', nirIndex.toString('hex'), nonce);
  return timingSafeEqual(right, Buffer.from(signature, 'base64url')) ? nonce : null;
}

/** Remembers that this account was used on this device. */
export function rememberDevice(res: Response, { codeHash, config }: Keys, nirIndex: Buffer): void {
  const nonce = randomBytes(16).toString('base64url');
  const signature = codeHash('device', nirIndex.toString('hex'), nonce).toString('base64url');
  setCookie(res, config, { name, value: `${nonce}.${signature}`, maxAge: deviceLifeMs });
}
