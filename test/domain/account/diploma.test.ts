import { describe, expect, test } from '@jest/globals';
import { birthYearOf, checkDiploma, diplomaLevels } from '../../../domain/account/diploma.ts';
import {
  isSocioProfessionalCategory,
  socioProfessionalCategories,
} from '../../../domain/account/socio-professional-category.ts';
import { parseNir } from '../../../domain/identity/nir.ts';

const life = { birthYear: 1985, thisYear: 2026 };

describe('a diploma', () => {
  test.each([1995, 2007, 2026])('can be of %i for who was born in 1985', (year) => {
    expect(checkDiploma({ level: 5, year }, life)).toEqual({ level: 5, year });
  });

  test.each([1994, 2027, 2000.5, Number.NaN])('cannot be of %p', (year) => {
    expect(() => checkDiploma({ level: 5, year }, life)).toThrow(
      expect.objectContaining({ code: 'invalid_diploma_year' }),
    );
  });

  test.each([0, 2, 9, 3.5])('has no level %p', (level) => {
    expect(() => checkDiploma({ level, year: 2000 }, life)).toThrow(
      expect.objectContaining({ code: 'invalid_diploma_level' }),
    );
  });

  test('has a level from 3 to 8', () => {
    expect(Object.keys(diplomaLevels)).toEqual(['3', '4', '5', '6', '7', '8']);
  });

  test('is dated by the year of birth in the number, of a person old enough to have rights', () => {
    const nir = parseNir('255081416802538');
    expect(birthYearOf(nir, 2026)).toBe(1955);
    expect([birthYearOf(nir, 2068), birthYearOf(nir, 2069)]).toEqual([1955, 2055]);
  });
});

test('there are eight socio-professional groups', () => {
  expect(Object.keys(socioProfessionalCategories)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  expect([0, 1, 8, 9].map(isSocioProfessionalCategory)).toEqual([false, true, true, false]);
});
