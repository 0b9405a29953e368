import type { Nir } from './nir.ts';

/** What an identity provider vouches for and a social security number tells too. */
export interface CivilIdentity {
  birthName: string;
  /** `YYYY-MM-DD`; month and day are 00 for people whose birth date is presumed. */
  birthdate: string;
  gender: 'female' | 'male';
}

/**
 * Tells whether a social security number can be that of a person: sex (first digit), year and month of birth (INSEE). The month
 * counts only where both tell it: numbers of people whose month is unknown have 20 or more there.
 */
export function nirFits(
  nir: Nir,
  { birthdate, gender }: Pick<CivilIdentity, 'birthdate' | 'gender'>,
): boolean {
  const [, yearOfNir, monthOfNir] = /^.(\d{2})(\d{2})/.exec(nir) ?? [];
  // Odd for men: 1, or 3 and 7 for numbers that are not final.
  const isMale = /^[137]/.test(nir);
  const [year = '', month = ''] = birthdate.split('-');
  const monthIsTold = month !== '00' && Number(monthOfNir) >= 1 && Number(monthOfNir) <= 12;
  const sameSex = isMale === (gender === 'male');
  return sameSex && year.slice(2) === yearOfNir && (!monthIsTold || month === monthOfNir);
}

/** Tells whether two birth names are one, however they are written: « D’Étienne » and « D ETIENNE ». */
export function isSameBirthName(one: string, other: string): boolean {
  const bare = comparable(one);
  return bare !== '' && bare === comparable(other);
}

function comparable(name: string): string {
  const withoutAccents = name.normalize('NFKD').replace(/\p{Mark}/gu, '');
  const withoutLigatures = withoutAccents.replace(/œ/gi, 'oe').replace(/æ/gi, 'ae');
  return withoutLigatures.toUpperCase().replace(/[^\p{Letter}]/gu, '');
}
