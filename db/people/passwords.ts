import { hash, verify } from '@node-rs/argon2';

// argon2id with OWASP's first choice of parameters (Password Storage Cheat Sheet). The enum of the package is `const`, which
// TypeScript that is only stripped cannot read: 2 is its Argon2id.
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobodysHash: Promise<string> | undefined;

/** Hashes a password for storage (argon2id, 19 MiB, 2 passes: about 60 ms). */
export async function hashPassword(password: string): Promise<string> {
  return await hash(comparable(password), argon2id);
}

/**
 * Tells whether a password is the one that was hashed. With no hash, because nobody has that identity, it takes as long and
 * says no: how long an answer takes must not tell who has an account.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('');
  const matches = await verify(storedHash ?? (await nobodysHash), comparable(password));
  return storedHash !== null && matches;
}

// Keyboards write « é » in one character or in two; both must open the account.
function comparable(password: string): string {
  return password.normalize('NFKC');
}
