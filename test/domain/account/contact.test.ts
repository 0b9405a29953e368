import { describe, expect, test } from '@jest/globals';
import { parseBirthName } from '../../../domain/account/birth-name.ts';
import { type Country, countryNames, parseCountry } from '../../../domain/account/country.ts';
import { parseEmailAddress } from '../../../domain/account/email-address.ts';
import { parsePhoneNumber } from '../../../domain/account/phone-number.ts';
import {
  departmentOfPostcode,
  parseCity,
  parseComplement,
  parsePostcode,
  parseStreet,
} from '../../../domain/account/postal-address.ts';

describe('an email address', () => {
  test.each([
    [' jeanne@exemple.fr ', 'jeanne@exemple.fr'],
    ['Jeanne.D+mcf@Exemple.FR', 'Jeanne.D+mcf@exemple.fr'],
    ['o’x@exemple.fr'.replace('’', "'"), "o'x@exemple.fr"],
    ['jeanne@hôtel.fr', 'jeanne@xn--htel-vqa.fr'],
    [`${'a'.repeat(64)}@exemple.fr`, `${'a'.repeat(64)}@exemple.fr`],
  ])('%s is %s', (typed, address) => {
    expect(parseEmailAddress(typed)).toBe(address);
  });

  test.each([
    '',
    'jeanne',
    '@exemple.fr',
    'jeanne@',
    'jeanne@localhost',
    'jeanne@exemple',
    'a b@exemple.fr',
    '.a@exemple.fr',
    'a..b@exemple.fr',
    'a@exemple..fr',
    'a@-exemple.fr',
    'a@exemple.fr\nBcc: b@exemple.fr',
    'a@b@exemple.fr',
    'a@[127.0.0.1]',
    'a@exemple.fr/x',
    'jéanne@exemple.fr',
    `${'a'.repeat(65)}@exemple.fr`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(30)}.fr`,
  ])('%j is none', (typed) => {
    expect(() => parseEmailAddress(typed)).toThrow(expect.objectContaining({ code: 'invalid_email' }));
  });
});

describe('a birth name', () => {
  test.each([
    ['  Le  Goff ', 'Le Goff'],
    ['D’Ornano', "D'Ornano"],
    ["N'Guyen-Dupré", "N'Guyen-Dupré"],
    ['E\u0301mile', '\u00c9mile'],
    ['Đặng', 'Đặng'],
  ])('%j is %j', (typed, name) => {
    expect(parseBirthName(typed)).toBe(name);
  });

  test.each(['', ' ', '-', 'Dupont2', 'a'.repeat(101), '<b>', 'Du\u0000pont', '☃'])('%j is none', (typed) => {
    expect(() => parseBirthName(typed)).toThrow(expect.objectContaining({ code: 'invalid_birth_name' }));
  });
});

describe('a phone number', () => {
  test.each([
    ['06 12 34 56 78', '+33612345678'],
    ['+33 (0)1 42 68 53 00', '+33142685300'],
    ['01.42.68.53.00', '+33142685300'],
    ['0590 27 12 34', '+590590271234'],
    ['0690 00 12 34', '+590690001234'],
    ['+590 690 00 12 34', '+590690001234'],
    ['0594 30 12 34', '+594594301234'],
    ['0596 60 12 34', '+596596601234'],
    ['0262 20 12 34', '+262262201234'],
    ['0692 12 34 56', '+262692123456'],
    ['0639 69 12 34', '+262639691234'],
    ['+687 27 12 34', '+687271234'],
    ['+689 40 41 23 45', '+68940412345'],
    ['0032 470 12 34 56', '+32470123456'],
  ])('%s is %s', (typed, number) => {
    expect(parsePhoneNumber(typed)).toBe(number);
  });

  test.each([
    '',
    '0612',
    '0000000000',
    '+33 6',
    'appelez le 0612345678',
    '0612345678 poste 12',
    '9'.repeat(50),
  ])('%j is none', (typed) => {
    expect(() => parsePhoneNumber(typed)).toThrow(expect.objectContaining({ code: 'invalid_phone' }));
  });
});

describe('a phone number of somebody who lives elsewhere', () => {
  const at = (country: Country, postcode = '') => ({ country, postcode });

  test.each([
    ['77 12 34', at('FR', '98800'), '+687771234'],
    ['27 12 34', at('FR', '98800'), '+687271234'],
    ['87 12 34 56', at('FR', '98714'), '+68987123456'],
    ['72 12 34', at('FR', '98600'), '+681721234'],
    ['41 22 07', at('FR', '97500'), '+508412207'],
    ['0508 41 22 07', at('FR', '75001'), '+508412207'],
    ['06 12 34 56 78', at('FR', '98800'), '+33612345678'],
    ['0690 12 34 56', at('FR', '97110'), '+590690123456'],
    ['93 15 00 00', at('MC', '98000'), '+37793150000'],
    ['06 12 34 56 78', at('MC', '98000'), '+33612345678'],
    ['079 123 45 67', at('CH', '1204'), '+41791234567'],
    ['0470 12 34 56', at('BE', '1000'), '+32470123456'],
    ['06 12 34 56 78', at('ES', '08001'), '+33612345678'],
    ['+33690123456', at('FR'), '+590690123456'],
    ['0033 692 12 34 56', at('FR'), '+262692123456'],
    ['+33 (0)694 20 12 34', at('FR'), '+594694201234'],
    ['+33639691234', at('FR'), '+262639691234'],
    ['692 12 34 56', at('FR', '97400'), '+262692123456'],
    ['tel:+33612345678', at('FR'), '+33612345678'],
  ])('%s from %j is %s', (typed, place, number) => {
    expect(parsePhoneNumber(typed, place)).toBe(number);
  });

  test.each([
    ['77 12 34', at('FR', '75001')],
    ['93 15 00 00', at('FR', '75001')],
    ['12', at('CH', '1204')],
  ])('%s from %j is none, and the code of the country is asked for', (typed, place) => {
    expect(() => parsePhoneNumber(typed, place)).toThrow(
      expect.objectContaining({
        code: 'invalid_phone',
        message: expect.stringContaining('son indicatif') as unknown,
      }),
    );
  });
});

describe('a country', () => {
  test('is France unless said otherwise, overseas too', () => {
    expect(['', 'fr', 'NC', 'GP', ' ch '].map(parseCountry)).toEqual(['FR', 'FR', 'FR', 'FR', 'CH']);
  });

  test.each(['XX', 'Suisse', 'CHE', '__proto__', 'AC'])('is not %j', (typed) => {
    expect(() => parseCountry(typed)).toThrow(expect.objectContaining({ code: 'invalid_country' }));
  });

  test('has a name in each language, France first', () => {
    expect(Object.entries(countryNames('fr')).slice(0, 2)).toEqual([
      ['FR', 'France'],
      ['AF', 'Afghanistan'],
    ]);
    expect([countryNames('fr').CH, countryNames('en').CH]).toEqual(['Suisse', 'Switzerland']);
  });
});

describe('a postcode', () => {
  test.each([
    ['00200', 'FR', { postcode: '00200', country: 'FR' }],
    ['98000', 'FR', { postcode: '98000', country: 'MC' }],
    ['MC-98000', 'MC', { postcode: '98000', country: 'MC' }],
    ['F-75001', 'FR', { postcode: '75001', country: 'FR' }],
    ['1204', 'CH', { postcode: '1204', country: 'CH' }],
    ['sw1a 1aa', 'GB', { postcode: 'SW1A 1AA', country: 'GB' }],
    ['', 'HK', { postcode: '', country: 'HK' }],
  ] as const)('%s in %s is %j', (typed, country, read) => {
    expect(parsePostcode(typed, country)).toEqual(read);
  });

  test.each([
    ['1204', 'FR', 'choisissez votre pays'],
    ['', 'FR', 'choisissez votre pays'],
    ['75001', 'MC', 'Monaco'],
    ['12 « 04 »', 'CH', 'lettres et chiffres'],
    ['1'.repeat(13), 'CH', '12 lettres'],
  ] as const)('%s in %s is none: %s', (typed, country, words) => {
    expect(() => parsePostcode(typed, country)).toThrow(
      expect.objectContaining({
        code: 'invalid_postcode',
        message: expect.stringContaining(words) as unknown,
      }),
    );
  });
});

describe('a postal address', () => {
  test.each([
    ['75013', '75'],
    ['01000', '01'],
    ['20000', '2A'],
    ['20137', '2A'],
    ['20200', '2B'],
    ['20600', '2B'],
    ['97133', '971'],
    ['97400', '974'],
    ['97600', '976'],
    ['98800', '988'],
  ])('with postcode %s is in department %s', (postcode, department) => {
    expect(departmentOfPostcode(postcode)).toBe(department);
    expect(parsePostcode(postcode)).toEqual({ postcode, country: 'FR' });
  });

  test.each([
    '',
    '7501',
    '750133',
    '00000',
    '00099',
    '96000',
    '97000',
    '97900',
    '99000',
    '20300',
    '2A000',
    'ABCDE',
  ])('has no postcode %j', (postcode) => {
    expect(() => parsePostcode(postcode)).toThrow(expect.objectContaining({ code: 'invalid_postcode' }));
  });

  test('is tidied, and its complement may be left out', () => {
    expect(parseStreet(' 12 bis,  rue de l’Église ')).toBe("12 bis, rue de l'Église");
    expect(parseComplement('  ')).toBeNull();
    expect(parseComplement('Bât. B, 3e étage')).toBe('Bât. B, 3e étage');
    expect(parseCity('L’Haÿ-les-Roses')).toBe("L'Haÿ-les-Roses");
  });

  test.each(['', '---', 'a\u0000b', '<script>', 'x'.repeat(101)])('has no street %j', (typed) => {
    expect(() => parseStreet(typed)).toThrow(expect.objectContaining({ code: 'invalid_street' }));
  });

  test.each(['', '12', 'x'.repeat(101), 'a\nb\u0007'])('has no town %j', (typed) => {
    expect(() => parseCity(typed)).toThrow(expect.objectContaining({ code: 'invalid_city' }));
  });
});
