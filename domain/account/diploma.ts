import { DomainError } from '../errors.ts';
import type { Nir } from '../identity/nir.ts';

/** The levels of the French framework (décret n° 2019-14), with what the page shows. « Aucun » is the absence of a diploma. */
export const diplomaLevels = {
  3: 'Niveau 3 : CAP, BEP',
  4: 'Niveau 4 : baccalauréat',
  5: 'Niveau 5 : BTS, DUT, DEUG',
  6: 'Niveau 6 : licence, BUT, maîtrise',
  7: 'Niveau 7 : master, diplôme d’ingénieur',
  8: 'Niveau 8 : doctorat',
} as const;

/** A level of the French framework. */
export type DiplomaLevel = keyof typeof diplomaLevels;

/** The highest diploma that a person holds, with the year in which it was obtained. */
export interface Diploma {
  level: DiplomaLevel;
  year: number;
}

/** Nobody obtains a diploma of level 3 or above before that age, in years. */
const youngestHolder = 10;
/** Nobody has training rights before that age, in years: it tells 1912 from 2012 in a number. */
const youngestTrainee = 14;

/** Tells the year of birth that a social security number holds with two digits only. */
export function birthYearOf(nir: Nir, thisYear: number): number {
  const recent = 2000 + Number(nir.slice(1, 3));
  return thisYear - recent >= youngestTrainee ? recent : recent - 100;
}

/**
 * Checks a diploma: a known level, obtained between the tenth birthday's year and this
 * year. Throws `invalid_diploma_level` or `invalid_diploma_year`.
 */
export function checkDiploma(
  { level, year }: { level: number; year: number },
  { birthYear, thisYear }: { birthYear: number; thisYear: number },
): Diploma {
  if (!Object.hasOwn(diplomaLevels, level)) {
    throw new DomainError('invalid_diploma_level', 'Choisissez un niveau de diplôme de la liste.');
  }
  const earliest = birthYear + youngestHolder;
  if (!Number.isInteger(year) || year < earliest || year > thisYear) {
    const message = `L’année d’obtention se situe entre ${earliest} et ${thisYear}.`;
    throw new DomainError('invalid_diploma_year', message);
  }
  return { level: level as DiplomaLevel, year };
}
