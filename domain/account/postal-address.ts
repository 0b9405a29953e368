import { DomainError } from '../errors.ts';

/** Where a person lives, in France. */
export interface PostalAddress {
  /** Number and street. */
  street: string;
  /** Building, flat, « chez… »; null when there is none. */
  complement: string | null;
  /** Five digits. */
  postcode: string;
  city: string;
}

/** The department and overseas collectivities whose three digits start a postcode (La Poste). Monaco (980) is not France. */
const overseas = ['971', '972', '973', '974', '975', '976', '977', '978', '984', '986', '987', '988'];
const corsica: Readonly<Record<string, string>> = { '200': '2A', '201': '2A', '202': '2B', '206': '2B' };
const longestLine = 100;
const line = /^[\p{L}\p{M}\p{N} '’".,;:/()°&+#-]+$/u;
const cityShape = /^\p{L}[\p{L}\p{M}\p{N} '’./()-]*$/u;

/**
 * Finds the department that a postcode belongs to: « 2A », « 2B » in Corsica, three digits overseas; null when no French
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

/** Reads number and street. Throws `invalid_street`. */
export function parseStreet(input: string): string {
  return readLine(input, 'invalid_street', 'Indiquez le numéro et la rue.');
}

/** Reads what completes an address; blank is null. Throws `invalid_address_complement`. */
export function parseComplement(input: string | null): string | null {
  if (input === null || input.trim() === '') return null;
  return readLine(input, 'invalid_address_complement', 'Ce complément d’adresse n’est pas valable.');
}

/** Reads a French postcode, overseas and Corsica included. Throws `invalid_postcode`. */
export function parsePostcode(input: string): string {
  const postcode = input.replace(/\s/g, '');
  if (departmentOfPostcode(postcode) !== null) return postcode;
  throw new DomainError(
    'invalid_postcode',
    'Ce code postal n’existe pas en France : 5 chiffres sont attendus.',
  );
}

/** Reads the name of a town. Throws `invalid_city`. */
export function parseCity(input: string): string {
  const city = tidy(input);
  if (city.length <= longestLine && cityShape.test(city)) return city;
  throw new DomainError('invalid_city', 'Indiquez le nom de la commune.');
}

function readLine(
  input: string,
  code: 'invalid_street' | 'invalid_address_complement',
  message: string,
): string {
  const text = tidy(input);
  if (text.length <= longestLine && line.test(text) && /[\p{L}\p{N}]/u.test(text)) return text;
  throw new DomainError(code, message);
}

function tidy(input: string): string {
  return input.normalize('NFC').trim().replace(/\s+/g, ' ');
}
