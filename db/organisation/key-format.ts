import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 43; // 32 bytes in base 62
const checksumLength = 6; // 32 bits in base 62

/**
 * What scanners of leaked secrets look for (docs/organisation-access.md): `dfo_` an API key, `dfs_` the secret that signs its
 * requests; 8 hexadecimal characters that may be shown, 43 that are secret, 6 of a CRC-32 of all before them.
 */
export const keyPattern = /\bdf[os]_[0-9a-f]{8}_[0-9A-Za-z]{49}\b/;

const whole = new RegExp(`^${keyPattern.source}$`);

/** Makes the characters by which a key is told apart on a page. */
export function newKeyPrefix(): string {
  return randomBytes(4).toString('hex');
}

/** Makes a key, or the secret that goes with it, of 32 random bytes. */
export function newKeyText(kind: 'dfo' | 'dfs', prefix: string): string {
  const secret = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), secretLength);
  return withChecksum(`${kind}_${prefix}_${secret}`);
}

/** Tells whether a text has the form and the checksum of an API key; nothing else is worth a look into the database. */
export function isApiKey(text: string): boolean {
  return text.startsWith('dfo_') && whole.test(text) && withChecksum(text.slice(0, -checksumLength)) === text;
}

function withChecksum(text: string): string {
  return text + base62(BigInt(crc32(text)), checksumLength);
}

function base62(value: bigint, length: number): string {
  let text = '';
  for (let left = value; left > 0n; left /= 62n) text = digits.charAt(Number(left % 62n)) + text;
  return text.padStart(length, '0');
}
