import { hash, verify } from '@node-rs/argon2';

// argon2id with the memory and passes that RFC 9106 recommends where memory is scarce (section 4, second choice), three times
// OWASP's minimum; in one lane, as a login has one core. The enum of the package is `const`, which TypeScript that is only
// stripped cannot read: 2 is its Argon2id.
const argon2id = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 };

let nobodysHash: Promise<string> | undefined;

/** Hashes a password for storage (argon2id, 64 MiB, 3 passes: 60 to 100 ms of a core). */
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
