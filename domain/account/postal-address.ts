import { DomainError, type ErrorCode } from '../errors.ts';
import { keyboardLine, strangeCharacter, typedCode } from '../typed-text.ts';
import type { Country } from './country.ts';

/** Where a person lives. */
export interface PostalAddress {
  /** Number and street. */
  street: string;
  /** Building, flat, « chez… »; null when there is none. */
  complement: string | null;
  /** Five digits in France and Monaco; abroad as it is written there, empty where there are none. */
  postcode: string;
  city: string;
  country: Country;
}

/** The departments and overseas collectivities whose three digits start a postcode (La Poste). */
const overseas = ['971', '972', '973', '974', '975', '976', '977', '978', '984', '986', '987', '988'];
const corsica: Readonly<Record<string, string>> = { '200': '2A', '201': '2A', '202': '2B', '206': '2B' };
const monaco = /^980\d\d$/;
/** What the army's mail is sorted by, wherever its units are: « 00200 HUB ARMEES ». */
const armies = /^00[1-9]\d\d$/;
const longestLine = 100;
const longestPostcode = 12;
const lineCharacter = /[\p{L}\p{M}\p{N} '".,;:!/()°&+#@_*·-]/u;
const cityCharacter = /[\p{L}\p{M}\p{N} '.,!/()·-]/u;

/**
 * Finds the department that a postcode belongs to: « 2A », « 2B » in Corsica, three digits overseas; null when no department's
 * postcode starts like this. A few communes have the postcode of a neighbouring department: it is good for a check only.
 */
export function departmentOfPostcode(postcode: string): string | null {
  if (!/^\d{5}$/.test(postcode)) return null;
  const three = postcode.slice(0, 3);
  if (overseas.includes(three)) return three;
  if (postcode.startsWith('20')) return corsica[three] ?? null;
  const two = postcode.slice(0, 2);
  return two >= '01' && two <= '95' ? two : null;
}

/** Reads number and street. Throws `invalid_street` that names the first character that is in no address. */
export function parseStreet(input: string): string {
  return readLine(input, 'invalid_street', 'Indiquez le numéro et la rue.');
}

/** Reads what completes an address; blank is null. Throws `invalid_address_complement`. */
export function parseComplement(input: string | null): string | null {
  if (input === null || keyboardLine(input) === '') return null;
  return readLine(input, 'invalid_address_complement', 'Ce complément d’adresse n’est pas valable.');
}

/** A postcode, and the country that it says: Monaco's are written like those of France. */
export type Postcode = Pick<PostalAddress, 'postcode' | 'country'>;

/**
 * Reads a postcode of a country: five digits in France, overseas, Corsica and the army included, and in Monaco; abroad as it is
 * written there, or nothing, as some countries have none. Throws `invalid_postcode` that says what to do.
 */
export function parsePostcode(input: string, country: Country = 'FR'): Postcode {
  if (country !== 'FR' && country !== 'MC') return { postcode: postcodeAbroad(input), country };
  const postcode = typedCode(input).replace(/^(F|FR|MC)(?=\d)/i, '');
  if (monaco.test(postcode)) return { postcode, country: 'MC' };
  if (country === 'MC') refuse('Un code postal de Monaco commence par 980 et compte 5 chiffres.');
  if (departmentOfPostcode(postcode) !== null || armies.test(postcode)) return { postcode, country };
  refuse(
    'Indiquez un code postal qui existe : 5 chiffres en France et à Monaco. Si vous habitez ailleurs, choisissez votre pays.',
  );
}

/** Reads the name of a town. Throws `invalid_city` that names the first character that is in none. */
export function parseCity(input: string): string {
  const city = keyboardLine(input);
  return checkLine(city, {
    allowed: cityCharacter,
    code: 'invalid_city',
    isThere: /\p{L}/u.test(city),
    message: 'Indiquez le nom de la commune.',
  });
}

function readLine(
  input: string,
  code: 'invalid_street' | 'invalid_address_complement',
  message: string,
): string {
  const text = keyboardLine(input);
  return checkLine(text, { allowed: lineCharacter, code, isThere: /[\p{L}\p{N}]/u.test(text), message });
}

function checkLine(
  text: string,
  rule: { allowed: RegExp; code: ErrorCode; isThere: boolean; message: string },
): string {
  const { allowed, code, isThere, message } = rule;
  const character = strangeCharacter(text, allowed);
  if (character !== null) {
    throw new DomainError(code, `Cette ligne ne peut pas contenir « ${character} » : retirez-le.`, {
      character,
    });
  }
  if (text.length > longestLine) {
    throw new DomainError(code, `Cette ligne compte ${longestLine} caractères au plus.`);
  }
  if (!isThere) throw new DomainError(code, message);
  return text;
}

function postcodeAbroad(input: string): string {
  const postcode = keyboardLine(input).toUpperCase();
  if (postcode.length <= longestPostcode && /^[A-Z0-9 -]*$/.test(postcode)) return postcode;
  refuse(`Un code postal étranger compte ${longestPostcode} lettres et chiffres au plus.`);
}

function refuse(message: string): never {
  throw new DomainError('invalid_postcode', message);
}
