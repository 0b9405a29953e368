import { typedCode } from '../typed-text.ts';
import { InvalidNirError } from '../errors.ts';
import type { NirPart } from '../errors.ts';

declare const nirBrand: unique symbol;

/** A social security number (NIR) that was checked: 13 characters and the key, upper case, no spaces. */
export type Nir = string & { readonly [nirBrand]: true };

const refusals: Record<NirPart, string> = {
  characters:
    'Le numéro de sécurité sociale ne contient que des chiffres, sauf 2A ou 2B pour un département corse.',
  length: 'Le numéro de sécurité sociale compte 13 caractères suivis d’une clé de 2 chiffres.',
  sex: 'Le premier chiffre du numéro de sécurité sociale n’est pas valable.',
  birth_month: 'Le mois de naissance (4e et 5e chiffres) du numéro de sécurité sociale n’est pas valable.',
  department:
    'Le département de naissance (6e et 7e caractères) du numéro de sécurité sociale n’est pas valable.',
  order: 'Le numéro d’ordre (11e au 13e chiffre) du numéro de sécurité sociale n’est pas valable.',
  key: 'La clé (les 2 derniers chiffres) ne correspond pas au numéro de sécurité sociale.',
};

/**
 * Reads a social security number as typed, lower case, spaces and other separators allowed.
 * Parts follow INSEE: 1 or 2 first, or 3, 4, 7, 8 for a number that is not final; month 01 to 12, or 20 to 42
 * and 50 to 99 when it is unknown. Throws `InvalidNirError` that names the wrong part in French.
 */
export function parseNir(input: string): Nir {
  const text = typedCode(input).toUpperCase();
  if (!/^[\dAB]*$/.test(text)) refuse('characters');
  if (text.length !== 15) refuse('length');
  const thirteen = text.slice(0, 13);
  checkParts(thirteen);
  if (!/^\d{2}$/.test(text.slice(13)) || text.slice(13) !== nirKey(thirteen)) refuse('key');
  return text as Nir;
}

/**
 * Computes the 2-digit key of the first 13 characters: 97 − number mod 97, with 2A read as 19 and 2B as 18
 *. Throws `InvalidNirError` unless they are 13 digits, Corsica apart.
 */
export function nirKey(thirteen: string): string {
  if (thirteen.length !== 13) refuse('length');
  const digits = thirteen.toUpperCase().replace(/^(\d{5})2([AB])/, (_, before: string, letter: string) => {
    return `${before}${letter === 'A' ? '19' : '18'}`;
  });
  if (!/^\d{13}$/.test(digits)) refuse('characters');
  // 13 digits stay below 2^53, so the remainder is exact.
  return String(97 - (Number(digits) % 97)).padStart(2, '0');
}

/** Shows enough of a number for its owner to recognise it, sex and month of birth: « 1 85 05 •• ••• ••• •• ». */
export function maskNir(nir: Nir): string {
  return `${nir.slice(0, 1)} ${nir.slice(1, 3)} ${nir.slice(3, 5)} •• ••• ••• ••`;
}

function checkParts(thirteen: string): void {
  const [month, department] = [thirteen.slice(3, 5), thirteen.slice(5, 7)];
  // Letters are only right in the department: look there first, so that « 2C » is told apart from « A4 ».
  if (!/^\d{5}.{2}\d{6}$/.test(thirteen)) refuse('characters');
  if (!/^[123478]/.test(thirteen)) refuse('sex');
  if (!/^(0[1-9]|1[0-2]|[23]\d|4[0-2]|[5-9]\d)$/.test(month)) refuse('birth_month');
  if (!/^(0[1-9]|[1-9]\d|2[AB])$/.test(department)) refuse('department');
  if (thirteen.endsWith('000')) refuse('order');
}

function refuse(part: NirPart): never {
  throw new InvalidNirError(part, refusals[part]);
}
