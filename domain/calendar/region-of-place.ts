import type { HolidayRegion } from './holidays.ts';

const regionsByDepartment: Readonly<Record<string, HolidayRegion>> = {
  '57': 'alsace-moselle',
  '67': 'alsace-moselle',
  '68': 'alsace-moselle',
  '971': 'guadeloupe',
  '972': 'martinique',
  '973': 'guyane',
  '974': 'la-reunion',
  '975': 'saint-pierre-et-miquelon',
  '976': 'mayotte',
};

const aPostcode = /(?<!\d)\d{5}(?!\d)/;
// Their postcodes are still written as Guadeloupe's, but its holiday is not theirs.
const saintBarthelemyAndSaintMartin = ['97133', '97150'];

/** The region of a department by its code (`67`, `974`); metropolitan France for any other, or none. */
export function regionOfDepartment(code: string | null): HolidayRegion {
  return regionsByDepartment[code ?? ''] ?? 'metropole';
}

/**
 * The region of a place as typed (« 97400 Saint-Denis »): that of the first postcode in it, otherwise that of a
 * department, the training's.
 */
export function regionOfPlace(place: string, department: string | null): HolidayRegion {
  const postcode = aPostcode.exec(place)?.[0];
  if (postcode === undefined) return regionOfDepartment(department);
  if (saintBarthelemyAndSaintMartin.includes(postcode)) return 'metropole';
  return regionOfDepartment(postcode.slice(0, postcode.startsWith('97') ? 3 : 2));
}
