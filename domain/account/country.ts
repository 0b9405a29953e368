import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js/max';
import { DomainError } from '../errors.ts';
import type { Language } from '../language.ts';
import { typedLine } from '../typed-text.ts';

/** A country by its code (ISO 3166-1 alpha-2); every part of France, overseas too, is `FR`. */
export type Country = CountryCode;

/** What overseas France has codes of its own for; its postcodes are French. */
const partsOfFrance: readonly Country[] = [
  ...(['GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC'] as const),
];
/** Two names of one country each, for phones only. */
const noCountries: readonly Country[] = ['AC', 'TA'];

/** Where a person may live. */
export const countries: readonly Country[] = getCountries().filter(
  (code) => !partsOfFrance.includes(code) && !noCountries.includes(code),
);

/** Reads the code of a country, France where none is given. Throws `invalid_country`. */
export function parseCountry(input: string): Country {
  const code = typedLine(input).toUpperCase();
  if (code === '') return 'FR';
  if (isSupportedCountry(code)) {
    if (partsOfFrance.includes(code)) return 'FR';
    if (countries.includes(code)) return code;
  }
  throw new DomainError('invalid_country', 'Choisissez un pays de la liste.');
}

/** The names of the countries in a language, by code: France first, then in that language's order. */
export function countryNames(language: Language): Record<string, string> {
  const namer = new Intl.DisplayNames(language, { type: 'region' });
  const named = countries.map((code) => [code, namer.of(code) ?? code] as const);
  const ordered = named
    .filter(([code]) => code !== 'FR')
    .sort(([, one], [, other]) => one.localeCompare(other, language));
  return Object.fromEntries([['FR', namer.of('FR') ?? 'France'], ...ordered]);
}
