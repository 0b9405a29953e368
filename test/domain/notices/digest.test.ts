import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { digestFor, nextDigestAt } from '../../../domain/notices/digest.ts';

describe('the next digest', () => {
  test.each([
    [
      'before 08:30 on a business day is that morning',
      '2027-03-01T07:29:59.999Z',
      '2027-03-01T07:30:00.000Z',
    ],
    ['at 08:30 is the next morning', '2027-03-01T07:30:00.000Z', '2027-03-02T07:30:00.000Z'],
    ['on a Friday evening is on Monday', '2027-03-05T18:00:00.000Z', '2027-03-08T07:30:00.000Z'],
    ['early on a Saturday is on Monday', '2027-03-06T05:00:00.000Z', '2027-03-08T07:30:00.000Z'],
    ['on the eve of Easter Monday is on Tuesday', '2027-03-26T18:00:00.000Z', '2027-03-30T06:30:00.000Z'],
    ['over a change of the clocks stays at 08:30', '2027-10-29T18:00:00.000Z', '2027-11-02T07:30:00.000Z'],
  ])('%s', (_title, after, expected) => {
    expect(nextDigestAt(instant(after))).toBe(expected);
  });
});

test('news planned in the last minute before a digest, or after it, wait for the next: it may be on its way', () => {
  const digestOf = (plannedAt: string) =>
    digestFor(instant('2027-03-01T07:20:00.000Z'), Date.parse(plannedAt));
  expect(digestOf('2027-03-01T07:28:59.000Z')).toBe('2027-03-01T07:30:00.000Z');
  expect(digestOf('2027-03-01T07:29:00.000Z')).toBe('2027-03-02T07:30:00.000Z');
  expect(digestOf('2027-03-01T07:30:01.000Z')).toBe('2027-03-02T07:30:00.000Z');
});
