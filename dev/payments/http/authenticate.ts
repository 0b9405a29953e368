import type { Request } from 'express';
import { StripeError } from '../stripe-error.ts';

/**
 * Checks the secret key of a request, as `Bearer` or as the user name of Basic.
 * @throws StripeError 401
 */
export function authenticate(request: Request, secretKey: string): void {
  const given = keyOf(request.get('authorization') ?? '');
  if (given === secretKey) return;
  const message =
    given === ''
      ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
      : `Invalid API Key provided: ${masked(given)}`;
  throw new StripeError(401, { type: 'invalid_request_error', message }, { executed: false });
}

function keyOf(header: string): string {
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(value, 'base64').toString().split(':')[0] ?? '';
}

const masked = (key: string): string => `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`;
