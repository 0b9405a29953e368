import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { DomainError } from '../../../domain/errors.ts';
import { hasSiretKey, parseSiret } from '../../../domain/identity/siret.ts';

const oracle = stdnum['FR']?.['siret'];
const digits = fc.stringMatching(/^\d{14}$/);

describe('the number of an establishment', () => {
  test('spaces are taken out', () => {
    expect(parseSiret(' 732 829 320\u00a000074 ')).toBe('73282932000074');
    expect(parseSiret('７32.829.320-00074')).toBe('73282932000074');
  });

  test.each(['', '7328293200007', '732829320000741', '7328293200007A'])('%j is refused', (input) => {
    expect(() => parseSiret(input)).toThrow(DomainError);
    expect(() => parseSiret(input)).toThrow(expect.objectContaining({ code: 'invalid_siret' }));
  });

  test('its key agrees with stdnum, La Poste apart', () => {
    if (oracle === undefined) throw new Error('stdnum has no French SIRET');
    fc.assert(
      fc.property(digits, (text) => {
        fc.pre(!text.startsWith('356000000'));
        expect(hasSiretKey(parseSiret(text))).toBe(oracle.validate(text).isValid);
      }),
    );
  });

  test('establishments of La Poste follow their own rule', () => {
    expect(hasSiretKey(parseSiret('35600000000048'))).toBe(true);
    expect(hasSiretKey(parseSiret('35600000049837'))).toBe(true);
    expect(hasSiretKey(parseSiret('35600000049838'))).toBe(false);
  });
});
