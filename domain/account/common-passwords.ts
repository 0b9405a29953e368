import { dictionary } from '@zxcvbn-ts/language-common';

const howMany = 10_000;
let known: ReadonlySet<string> | undefined;

/** Tells whether a password is one of the 10,000 most common, whatever its case (zxcvbn's list, the most common first). */
export function isCommonPassword(password: string): boolean {
  known ??= new Set(dictionary['passwords-common'].slice(0, howMany).map((text) => text.toLowerCase()));
  return known.has(password.toLowerCase());
}
