import { expect, test } from '@jest/globals';
import { printable } from '../../domain/printable.ts';

test('what a PDF’s own fonts can write stays', () => {
  const text = 'Zoë, Œuvre d’été : « 1 234,50 € » – n° 12…\nà côté';
  expect(printable(text)).toBe(text);
});

test('a letter in two parts is joined, a narrow space widened, and what has no glyph is a question mark', () => {
  expect(printable('e\u0301te\u0301')).toBe('été');
  expect(printable('12\u202f%')).toBe('12\u00a0%');
  expect(printable('Łukasz 😀\u0007')).toBe('?ukasz ??');
});
