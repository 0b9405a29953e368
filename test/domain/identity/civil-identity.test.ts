import { describe, expect, test } from '@jest/globals';
import { isSameBirthName, nirFits } from '../../../domain/identity/civil-identity.ts';
import { nirKey, parseNir } from '../../../domain/identity/nir.ts';

const nir = (start: string) => parseNir(`${start}99990901${nirKey(`${start}99990901`)}`);
const woman = { birthdate: '1985-05-14', gender: 'female' } as const;

describe('nirFits', () => {
  test.each([
    ['28505', true, 'the very number'],
    ['48505', true, 'a number that is not final'],
    ['88505', true, 'another one'],
    ['18505', false, 'a man'],
    ['38505', false, 'a man whose number is not final'],
    ['28605', false, 'another year'],
    ['28506', false, 'another month'],
    ['28520', true, 'a month that the number does not know'],
    ['28599', true, 'neither here'],
  ])('%s: %s (%s)', (start, fits) => {
    expect(nirFits(nir(start), woman)).toBe(fits);
  });

  test('asks for no month of somebody whose birth date is presumed', () => {
    expect(nirFits(nir('28507'), { ...woman, birthdate: '1985-00-00' })).toBe(true);
    expect(nirFits(nir('17105'), { birthdate: '1971-05-01', gender: 'male' })).toBe(true);
  });
});

describe('isSameBirthName', () => {
  test.each([
    ['Moreau', 'MOREAU'],
    ['D’Étienne-Delatour', "D'ETIENNE DELATOUR"],
    ['Lœuillet', 'LOEUILLET'],
    ['Garçon', 'Garc\u0327on'],
    ['Sørensen', 'SORENSEN'],
    ['Sørensen', 'SOERENSEN'],
    ['Łukasiewicz', 'LUKASIEWICZ'],
    ['Đorđević', 'DORDEVIC'],
    ['Þórsdóttir', 'THORSDOTTIR'],
    ['Guðmundsson', 'GUDMUNDSSON'],
    ['Ħaż-Żebbuġ', 'HAZ ZEBBUG'],
    ['Weiß', 'WEISS'],
    ['WEIẞ', 'Weiss'],
    ['Yıldız', 'YILDIZ'],
    ['Müller', 'MULLER'],
    ['Müller', 'Mueller'],
    ['Åström', 'AASTROEM'],
    ['Ægir', 'AEGIR'],
    ['‘T HART', "'t Hart"],
    ['Ren\u200bé\u2011Durand', 'RENE DURAND'],
  ])('takes %s and %s for one name', (one, other) => expect(isSameBirthName(one, other)).toBe(true));

  test.each([
    ['Moreau', 'Moreaux'],
    ['Muller', 'Mueller'],
    ['Sorensen', 'Soerensen'],
    ['', ''],
    ['-', '’'],
  ])('tells « %s » and « %s » apart', (one, other) => expect(isSameBirthName(one, other)).toBe(false));
});
