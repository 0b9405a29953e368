import { randomBytes } from 'node:crypto';
import { Secret } from 'otpauth';
import { recoveryCodeCount } from '../../domain/account/recovery-codes.ts';
import type { Services } from '../services.ts';

const length = 10;

/** New recovery codes of a trainee: to be shown once, and as they are kept. */
export interface NewRecoveryCodes {
  codes: string[];
  codeHashes: Buffer[];
}

/** Makes recovery codes. */
export function newRecoveryCodes(services: Services, traineeId: string): NewRecoveryCodes {
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
  return { codes, codeHashes: codes.map((code) => recoveryHash(services, traineeId, code)) };
}

/** As what a recovery code is kept, however it was typed. */
export function recoveryHash({ codeHash }: Services, traineeId: string, code: string): Buffer {
  return codeHash('recovery', traineeId, code.replace(/[\s-]/g, '').toUpperCase());
}

/** « ABCDE-FGHIJ », in base32: 50 random bits. */
function newRecoveryCode(): string {
  const text = new Secret({ buffer: new Uint8Array(randomBytes(length)).buffer }).base32;
  return `${text.slice(0, 5)}-${text.slice(5, length)}`;
}
