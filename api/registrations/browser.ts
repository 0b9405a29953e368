import { createHash, randomBytes } from 'node:crypto';
import { registrationLifeMs } from '../../domain/account/registration-rules.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import type { Exchange } from '../http/route.ts';

const name = 'registration';
const secretLength = 32;
const shape = /^[A-Za-z0-9_-]{43}$/;

/** The secret of the browser that a registration belongs to, as it is stored; null when the browser has none. */
export function browserHashOf({ req, services }: Pick<Exchange, 'req' | 'services'>): Buffer | null {
  const secret = readCookie(req, services.config, name);
  return secret === null || !shape.test(secret) ? null : hashed(secret);
}

/** Gives the browser a secret, unless it has one: its registrations in several tabs share it. */
export function rememberBrowser(exchange: Pick<Exchange, 'req' | 'res' | 'services'>): Buffer {
  const known = browserHashOf(exchange);
  if (known !== null) return known;
  const value = randomBytes(secretLength).toString('base64url');
  setCookie(exchange.res, exchange.services.config, { name, value, maxAge: registrationLifeMs });
  return hashed(value);
}

function hashed(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
