import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dossierNumberFrom,
  formatDossierNumber,
  isDossierNumber,
  parseDossierNumber,
} from '../../../domain/dossier/number.ts';

const refusal = expect.objectContaining({ code: 'invalid_dossier_number' });

describe('a dossier number', () => {
  test('has 10 digits and starts with 40', () => {
    expect(parseDossierNumber('4042234296')).toBe('4042234296');
    expect(isDossierNumber('4042234296')).toBe(true);
  });

  test.each(['', '404223429', '40422342960', '4142234296', '40 42234296', '404223429a', '4042234296\n'])(
    '%j is refused',
    (text) => {
      expect(isDossierNumber(text)).toBe(false);
      expect(() => parseDossierNumber(text)).toThrow(refusal);
    },
  );

  test('is shown as the pages name it', () => {
    expect(formatDossierNumber(parseDossierNumber('4042234296'))).toBe('Dossier n° 4042234296');
  });

  test('is made from a random integer, each its own', () => {
    expect(dossierNumberFrom(0)).toBe('4000000000');
    expect(dossierNumberFrom(42_234_296)).toBe('4042234296');
    expect(dossierNumberFrom(99_999_999)).toBe('4099999999');
    fc.assert(
      fc.property(fc.nat({ max: 99_999_999 }), (n) => {
        expect(Number(parseDossierNumber(dossierNumberFrom(n)))).toBe(4_000_000_000 + n);
      }),
    );
  });

  test.each([-1, 100_000_000, 0.5, NaN])('is not made from %d', (n) => {
    expect(() => dossierNumberFrom(n)).toThrow(refusal);
  });
});
