import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stdnum } from 'stdnum';
import type { NirPart } from '../../../domain/errors.ts';
import { InvalidNirError } from '../../../domain/errors.ts';
import { maskNir, nirKey, parseNir } from '../../../domain/identity/nir.ts';

const oracle = stdnum['FR']?.['nir'];
const withKey = (thirteen: string) => `${thirteen}${nirKey(thirteen)}`;

const padded = (min: number, max: number, length: number) =>
  fc.integer({ min, max }).map((n) => String(n).padStart(length, '0'));
const anyThirteen = fc
  .tuple(
    fc.constantFrom('1', '2', '3', '4', '7', '8'),
    padded(0, 99, 2),
    fc.oneof(padded(1, 12, 2), padded(20, 42, 2), padded(50, 99, 2)),
    fc.oneof(padded(1, 99, 2), fc.constantFrom('2A', '2B')),
    padded(1, 990, 3),
    padded(1, 999, 3),
  )
  .map((parts) => parts.join(''));

function refusedPart(input: string): NirPart | undefined {
  try {
    parseNir(input);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidNirError) return error.part;
    throw error;
  }
}

describe('a social security number', () => {
  // The first is a widely published example; the keys of the others were worked out apart from this code.
  test.each([
    ['255081416802538', '255081416802538'],
    ['2 55 08 14 168 025 38', '255081416802538'],
    ['2.55.08.14.168.025.38', '255081416802538'],
    ['２55-08-14-168-025 (38)', '255081416802538'],
    ['2\u00a055\u202f08 14 168 025\t38 ', '255081416802538'],
    ['185032a00402525', '185032A00402525'],
    ['185992B00402536', '185992B00402536'],
    ['185429710502572', '185429710502572'],
  ])('%j is accepted', (input, normalised) => {
    expect(parseNir(input)).toBe(normalised);
  });

  test('Corsica is read as 19 and 18', () => {
    expect(nirKey('185032A004025')).toBe(nirKey('1850319004025'));
    expect(nirKey('185032b004025')).toBe(nirKey('1850318004025'));
  });

  test.each([
    ['', 'length'],
    ['2550814168025', 'length'],
    ['2550814168025380', 'length'],
    ['25508141680253X', 'characters'],
    ['25A081416802538', 'characters'],
    ['185A32A00402500', 'characters'],
    ['555081416802538', 'sex'],
    ['055081416802538', 'sex'],
    ['255001416802538', 'birth_month'],
    ['255131416802538', 'birth_month'],
    ['255191416802538', 'birth_month'],
    ['255431416802538', 'birth_month'],
    ['255491416802538', 'birth_month'],
    ['255080016802538', 'department'],
    ['255083A16802538', 'department'],
    ['25508A216802538', 'department'],
    ['255081416800038', 'order'],
    ['255081416802537', 'key'],
    ['255081416802500', 'key'],
    ['2550814168025A8', 'key'],
  ] as const)('%j is refused for its %s', (input, part) => {
    expect(refusedPart(input)).toBe(part);
  });

  test('the refusal is a sentence in French that does not repeat the number', () => {
    const refusal = expect.objectContaining({
      code: 'invalid_nir',
      message: 'La clé (les 2 derniers chiffres) ne correspond pas au numéro de sécurité sociale.',
      details: { part: 'key' },
    });
    expect(() => parseNir('255081416802537')).toThrow(refusal);
  });

  test('a key is only computed for 13 digits', () => {
    expect(() => nirKey('25508141680253')).toThrow(InvalidNirError);
    expect(() => nirKey('25508141680A5')).toThrow(InvalidNirError);
  });

  test('the mask hides all but sex and year of birth', () => {
    expect(maskNir(parseNir('255081416802538'))).toBe('2 55 08 •• ••• ••• ••');
  });
});

describe('social security numbers against stdnum', () => {
  test('stdnum has the rule', () => {
    expect(oracle?.validate('255081416802538').isValid).toBe(true);
  });

  test('every well-formed number is accepted by both', () => {
    fc.assert(
      fc.property(anyThirteen, (thirteen) => {
        const number = withKey(thirteen);
        expect(parseNir(number)).toBe(number);
        expect(oracle?.validate(number).isValid).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('for any key, both agree on whether it is right', () => {
    fc.assert(
      fc.property(anyThirteen, padded(0, 99, 2), (thirteen, key) => {
        const number = `${thirteen}${key}`;
        expect(refusedPart(number) === undefined).toBe(oracle?.validate(number).isValid);
      }),
      { numRuns: 2000 },
    );
  });

  test('one mistyped digit is always noticed', () => {
    const typo = fc.tuple(anyThirteen, fc.nat({ max: 14 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(typo, ([thirteen, place, shift]) => {
        const number = withKey(thirteen);
        const typed = number.charAt(place);
        fc.pre(/\d/.test(typed));
        const wrong = number.slice(0, place) + String((Number(typed) + shift) % 10) + number.slice(place + 1);
        expect(refusedPart(wrong)).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });

  test('any other text is refused with a domain error, never another one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(refusedPart(text)).toBeDefined();
      }),
    );
  });
});
