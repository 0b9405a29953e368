import { DomainError } from '../errors.ts';

declare const dossierNumberBrand: unique symbol;

/** The number by which people name a dossier: 10 digits that start with 40 (`domain.md`, The 13 states). */
export type DossierNumber = string & { readonly [dossierNumberBrand]: true };

/** How many numbers exist; `dossierNumberFrom` takes an integer from 0 up to one less. */
export const dossierNumberCount = 100_000_000;

/** Tells whether a text is a dossier number, written without spaces. */
export function isDossierNumber(text: string): text is DossierNumber {
  return /^40\d{8}$/.test(text);
}

/** Checks a dossier number that comes from outside. Throws `invalid_dossier_number`. */
export function parseDossierNumber(text: string): DossierNumber {
  if (!isDossierNumber(text)) {
    throw new DomainError(
      'invalid_dossier_number',
      'Un numéro de dossier compte 10 chiffres et commence par 40.',
    );
  }
  return text;
}

/**
 * Turns an integer from 0 to 99,999,999, drawn at random by the caller, into the number of a new dossier.
 * Throws `invalid_dossier_number` out of that range.
 */
export function dossierNumberFrom(randomInt: number): DossierNumber {
  const isInRange = Number.isSafeInteger(randomInt) && randomInt >= 0 && randomInt < dossierNumberCount;
  return parseDossierNumber(isInRange ? `40${String(randomInt).padStart(8, '0')}` : '');
}

/** Writes a number as pages show it: « Dossier n° 4042234296 ». */
export function formatDossierNumber(number: DossierNumber): string {
  return `Dossier n° ${number}`;
}
