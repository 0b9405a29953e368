import { DomainError } from '../errors.ts';

declare const birthNameBrand: unique symbol;

/** A birth family name that was checked, as on the birth certificate. */
export type BirthName = string & { readonly [birthNameBrand]: true };

const longest = 100;
const shape = /^\p{L}[\p{L}\p{M}]*([ '’.-]+\p{L}[\p{L}\p{M}]*)*$/u;

/** Reads a birth family name as typed (`domain.md`, Creating an account, 2), in any alphabet. Throws `invalid_birth_name`. */
export function parseBirthName(input: string): BirthName {
  const name = input.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (name.length <= longest && shape.test(name)) return name as BirthName;
  throw new DomainError(
    'invalid_birth_name',
    'Le nom de naissance s’écrit avec des lettres, espaces, apostrophes et tirets, 100 au plus.',
  );
}
