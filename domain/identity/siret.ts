import { DomainError } from '../errors.ts';
import { typedCode } from '../typed-text.ts';

declare const siretBrand: unique symbol;

/** The number of an organisation's establishment (SIRET): 14 digits, no spaces. */
export type Siret = string & { readonly [siretBrand]: true };

/**
 * Reads a SIRET as typed, spaces and other separators allowed. Its key is not required: the catalogue is the State's own data, and
 * `hasSiretKey` serves where a person types. Throws `invalid_siret`.
 */
export function parseSiret(input: string): Siret {
  const text = typedCode(input);
  if (!/^\d{14}$/.test(text)) {
    throw new DomainError('invalid_siret', 'Un numéro SIRET compte 14 chiffres.');
  }
  return text as Siret;
}

/**
 * Tells whether the digits of a SIRET check each other, which catches typing errors: Luhn's sum is a multiple of 10, or for
 * establishments of La Poste (SIREN 356000000) the plain sum of the digits a multiple of 5 (INSEE).
 */
export function hasSiretKey(siret: Siret): boolean {
  const digits = [...siret].map(Number);
  const luhn = sum(digits.map((digit, index) => (index % 2 === 0 ? doubled(digit) : digit)));
  return luhn % 10 === 0 || (siret.startsWith('356000000') && sum(digits) % 5 === 0);
}

function doubled(digit: number): number {
  return digit < 5 ? digit * 2 : digit * 2 - 9;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
