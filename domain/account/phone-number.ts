import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { DomainError } from '../errors.ts';
import { keyboardLine } from '../typed-text.ts';
import type { Country } from './country.ts';

declare const phoneBrand: unique symbol;

/** A phone number that was checked, in E.164: `+590690001234`. */
export type PhoneNumber = string & { readonly [phoneBrand]: true };

/** Where a person lives, which tells how they dial. */
export interface PlaceOfCaller {
  country: Country;
  postcode: string;
}

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
/** Collectivities whose own numbers are dialled without a prefix, by the start of their postcodes. */
const ownPlans: Readonly<Record<string, CountryCode>> = {
  '975': 'PM',
  '986': 'WF',
  '987': 'PF',
  '988': 'NC',
};
const metropole = 'FR';
const longestInput = 40;

/**
 * Reads a phone number as typed by somebody who lives there, or in metropolitan France: as
 * dialled within their country or within France, or with a country code. An overseas number after +33 gets the code that it has.
 * Throws `invalid_phone`.
 */
export function parsePhoneNumber(
  input: string,
  place: PlaceOfCaller = { country: 'FR', postcode: '' },
): PhoneNumber {
  const text = keyboardLine(input).replace(/^tel:/i, '');
  if (text.length <= longestInput) {
    for (const [candidate, country] of readings(text, place)) {
      const found = parsePhoneNumberFromString(candidate, { defaultCountry: country, extract: false });
      if (found?.isValid() === true && found.ext === undefined) return found.number as unknown as PhoneNumber;
    }
  }
  throw new DomainError(
    'invalid_phone',
    'Ce numéro de téléphone n’est pas valable. En France, il compte 10 chiffres ; pour un autre pays, commencez par + et son indicatif, par exemple +41 pour la Suisse.',
  );
}

/** Writes a number as people dial it: nationally in France and overseas, else with the country's code. */
export function shownPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (parsed === undefined) return phone;
  const isFrench =
    parsed.countryCallingCode === '33' || /^(262|508|590|594|596)$/.test(parsed.countryCallingCode);
  return isFrench ? parsed.formatNational() : parsed.formatInternational();
}

/** What a typed number may be, the likeliest first. */
function readings(text: string, place: PlaceOfCaller): (readonly [string, CountryCode])[] {
  const digits = text.replace(/[\s.()/-]/g, '');
  const national = digits.replace(/^(\+|00)330?(?=\d{9}$)|^(?=[1-9]\d{8}$)/, '0');
  const part = overseas.find(([prefix]) => prefix.test(national))?.[1];
  if (part !== undefined && /^\d{10}$/.test(national)) {
    // Saint-Pierre-et-Miquelon's landlines are six digits behind its prefix.
    return [[national, part], ...(part === 'PM' ? [[national.slice(4), part] as const] : [])];
  }
  const own = place.country === 'FR' ? (ownPlans[place.postcode.slice(0, 3)] ?? metropole) : place.country;
  const isFrenchNumber = /^0[1-9]\d{8}$/.test(digits);
  // In Monaco and overseas, ten digits are a number of France; abroad they may well be one of there.
  return isFrenchNumber && (place.country === 'FR' || place.country === 'MC')
    ? [[text, metropole]]
    : [
        [text, own],
        [text, metropole],
      ];
}
