import { Secret, TOTP } from 'otpauth';
import { productName } from '../domain/product-name.ts';

/** Clocks of phones differ: the code before and the one after are taken too (RFC 6238, 5.2). */
const window = 1;
const periodSeconds = 30;

/** Makes the secret of a second factor: 160 bits in base 32, as RFC 4226 recommends. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * The address that authenticator apps read from a QR code: they show the issuer and the account beside the codes.
 * @param account what tells this account apart in an app that holds several; never a social security number
 */
export function totpAddress(secret: string, account: string): string {
  const totp = totpOf(secret);
  totp.issuer = productName;
  // A colon would end the issuer.
  totp.label = account.replaceAll(':', ' ');
  return totp.toString();
}

/**
 * Finds the step of time that a six-digit code belongs to; null when it is wrong.
 * @param lastStep the step of the last code that was taken: it and those before are used up
 */
export function totpStep(
  secret: string,
  code: string,
  nowMs: number,
  lastStep: number | null,
): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: nowMs, window });
  if (delta === null) return null;
  const step = Math.floor(nowMs / 1000 / periodSeconds) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

function totpOf(secret: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: periodSeconds });
}
