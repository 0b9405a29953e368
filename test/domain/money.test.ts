import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cents, formatEuros, formatEurosEnglish, parseEuros, signedCents } from '../../domain/money.ts';

const anyCents = fc.maxSafeNat().map(cents);

describe('cents', () => {
  test.each([0, 1, 10_320, Number.MAX_SAFE_INTEGER])('%d is an amount', (n) => {
    expect(cents(n)).toBe(n);
  });

  test.each([-1, 0.5, NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])('%d is not an amount', (n) => {
    expect(() => cents(n)).toThrow(expect.objectContaining({ code: 'invalid_money' }));
  });

  test('a ledger movement may be negative but not fractional', () => {
    expect(signedCents(-10_320)).toBe(-10_320);
    expect(() => signedCents(-0.5)).toThrow(expect.objectContaining({ code: 'invalid_money' }));
  });

  test('minus zero is zero', () => {
    expect(Object.is(cents(-0), 0)).toBe(true);
  });
});

describe('amounts as people read them', () => {
  test.each([
    [0, '0,00 €'],
    [5, '0,05 €'],
    [10_320, '103,20 €'],
    [123_450, '1 234,50 €'],
    [10_000_000, '100 000,00 €'],
    [123_456_789, '1 234 567,89 €'],
    [-123_450, '-1 234,50 €'],
  ])('%d cents in French', (n, text) => {
    const spaced = text.replace(' €', '\u00a0€').replaceAll(' ', '\u202f');
    expect(formatEuros(signedCents(n))).toBe(spaced);
  });

  test.each([
    [10_320, '€103.20'],
    [123_456_789, '€1,234,567.89'],
    [-5, '-€0.05'],
  ])('%d cents in English', (n, text) => {
    expect(formatEurosEnglish(signedCents(n))).toBe(text);
  });

  test('French amounts are written as Intl writes them', () => {
    const intl = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
    const movement = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(signedCents);
    fc.assert(
      fc.property(movement, (amount) => {
        const exactEuros = `${amount}e-2` as `${number}`;
        expect(formatEuros(amount)).toBe(intl.format(exactEuros));
      }),
    );
  });
});

describe('amounts as people write them', () => {
  test.each([
    ['103.20', 10_320],
    ['103,20', 10_320],
    ['1 234,50', 123_450],
    ['1\u202f234,50\u00a0€', 123_450],
    ['1234,5', 123_450],
    [' 12 ', 1_200],
    ['0', 0],
    ['007', 700],
    // 1.005 and 4.35 are not exact as floats: 4.35 * 100 is 434.99999999999994.
    ['4.35', 435],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%j is read exactly', (text, amount) => {
    expect(parseEuros(text)).toBe(amount);
  });

  test.each(
    [
      ['', ' ', '€', ',50', '12,', '1.005', '1,234.50', '1.234,50', '12 34', '1 2345'],
      ['-5', '+5', '1e3', '0x10', 'abc', '12 € 50', '٣', '90071992547409.92', '9'.repeat(400)],
    ].flat(),
  )('%j is refused', (text) => {
    expect(() => parseEuros(text)).toThrow(expect.objectContaining({ code: 'invalid_money' }));
  });

  test('what is shown can be read back without losing a cent', () => {
    fc.assert(
      fc.property(anyCents, (amount) => {
        expect(parseEuros(formatEuros(amount))).toBe(amount);
      }),
    );
  });
});
