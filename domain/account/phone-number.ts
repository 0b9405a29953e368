import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { DomainError } from '../errors.ts';

declare const phoneBrand: unique symbol;

/** A phone number that was checked, in E.164: `+590690001234`. */
export type PhoneNumber = string & { readonly [phoneBrand]: true };

/**
 * Overseas numbers as they are dialled within France: the plan gives them prefixes of their own, and another country code in
 * E.164 (Arcep, plan national de numérotation).
 */
const overseas: readonly (readonly [prefix: RegExp, country: CountryCode])[] = [
  [/^0(590|690|691)/, 'GP'],
  [/^0(594|694)/, 'GF'],
  [/^0(596|696|697)/, 'MQ'],
  [/^0(269|639)/, 'YT'],
  [/^0(262|263|692|693)/, 'RE'],
  [/^0(508|708)/, 'PM'],
];
const longestInput = 40;

/**
 * Reads a phone number as typed, French unless it starts with a country code (`domain.md`, Creating an account, 7).
 * Throws `invalid_phone`.
 */
export function parsePhoneNumber(input: string): PhoneNumber {
  const text = input.slice(0, longestInput + 1).trim();
  const digits = text.replace(/[\s.()-]/g, '');
  const country = overseas.find(([prefix]) => prefix.test(digits))?.[1] ?? 'FR';
  const found = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (text.length > longestInput || found === undefined || !found.isValid() || found.ext !== undefined) {
    throw new DomainError('invalid_phone', 'Ce numéro de téléphone n’est pas valable.');
  }
  return found.number as unknown as PhoneNumber;
}
