import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { businessDayBefore } from '../../../domain/calendar/business-days.ts';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { businessDeadline, extendedDeadline, monthsDeadline } from '../../../domain/calendar/deadline.ts';
import { atParisTime, instant, parisDay } from '../../../domain/calendar/paris-time.ts';
import { oracleBusinessDays } from './oracle.ts';

const day = parseCalendarDay;

function reply(from: string, businessDays = 2) {
  return businessDeadline({
    kind: 'organisation_reply',
    from: instant(from),
    businessDays,
    region: 'metropole',
  });
}

describe('a deadline in business days', () => {
  test('is the end of the Nth business day after the day of the event', () => {
    expect(reply('2027-03-05T10:00:00Z')).toEqual({
      at: '2027-03-09T22:59:59.999Z',
      kind: 'organisation_reply',
      businessDays: 2,
      skippedDays: [
        { day: '2027-03-06', reason: 'saturday', label: 'samedi' },
        { day: '2027-03-07', reason: 'sunday', label: 'dimanche' },
      ],
      skippedDaysCount: 2,
      remindAt: '2027-03-08T08:00:00.000Z',
    });
  });

  test.each([
    ['the last millisecond of a day in Paris still belongs to it', '2027-03-01T22:59:59.999Z', '2027-03-03'],
    ['the next millisecond belongs to the next day', '2027-03-01T23:00:00.000Z', '2027-03-04'],
    ['an event on a Saturday', '2027-03-06T12:00:00Z', '2027-03-09'],
    ['an event on the day of a holiday', '2027-05-06T12:00:00Z', '2027-05-10'],
    ['across the year end', '2026-12-30T12:00:00Z', '2027-01-04'],
    ['across a leap day', '2028-02-28T12:00:00Z', '2028-03-01'],
  ])('%s', (_title, from, lastDay) => {
    expect(parisDay(reply(from).at)).toBe(lastDay);
  });

  test('the spring change moves the end to 21:59:59.999 UTC', () => {
    expect(reply('2027-03-25T12:00:00Z').at).toBe('2027-03-30T21:59:59.999Z');
  });

  test('the autumn change moves the end to 22:59:59.999 UTC', () => {
    expect(reply('2027-10-28T10:00:00Z').at).toBe('2027-11-02T22:59:59.999Z');
  });

  test('30 business days of spring pass over every holiday', () => {
    const { at, skippedDays } = reply('2027-04-26T10:00:00Z', 30);
    expect(parisDay(at)).toBe('2027-06-09');
    expect(skippedDays.filter(({ reason }) => reason === 'holiday').map(({ label }) => label)).toEqual([
      'Ascension',
      'Lundi de Pentecôte',
    ]);
  });

  test('a reminder that would be in the past is left out', () => {
    expect(reply('2027-03-02T07:59:59.999Z', 1).remindAt).toBe('2027-03-02T08:00:00.000Z');
    expect(reply('2027-03-02T08:00:00.000Z', 1).remindAt).toBeNull();
  });

  test('any deadline ends on the oracle’s day, and its reminder lies between the event and the end', () => {
    const businessDays = oracleBusinessDays(1990, 2061, 'metropole');
    const anyMs = fc.integer({ min: Date.UTC(1990, 0, 2), max: Date.UTC(2060, 11, 31) });
    fc.assert(
      fc.property(anyMs, fc.integer({ min: 1, max: 60 }), (ms, n) => {
        const from = instant(ms);
        const deadline = reply(from, n);
        const firstDay = parisDay(from);
        const first = businessDays.findIndex((each) => each > firstDay);
        const lastDay = day(businessDays[first + n - 1] ?? '');
        expect(parisDay(deadline.at)).toBe(lastDay);
        const remindAt = atParisTime(businessDayBefore(lastDay, 1, 'metropole'), '09:00');
        expect(deadline.remindAt).toBe(remindAt > from ? remindAt : null);
      }),
      { numRuns: 500 },
    );
  });

  test('a deadline of no day at all is refused', () => {
    expect(() => reply('2027-03-05T10:00:00Z', 0)).toThrow(
      expect.objectContaining({ code: 'invalid_business_day_count' }),
    );
  });
});

describe('a deadline in months', () => {
  test('a draft is kept to the end of the day six months later, with a reminder one business day before', () => {
    expect(monthsDeadline({ kind: 'draft_kept', from: instant('2026-09-08T10:00:00Z'), months: 6 })).toEqual({
      at: '2027-03-08T22:59:59.999Z',
      kind: 'draft_kept',
      businessDays: null,
      skippedDays: [],
      skippedDaysCount: 0,
      remindAt: '2027-03-05T08:00:00.000Z',
    });
  });

  test('a record is erased without a reminder', () => {
    const deadline = monthsDeadline({
      kind: 'record_kept',
      from: instant('2028-02-29T10:00:00Z'),
      months: 60,
    });
    expect(deadline).toMatchObject({ at: '2033-02-28T22:59:59.999Z', remindAt: null });
  });

  test('the day is the one in Paris, and a short month ends early', () => {
    const deadline = monthsDeadline({
      kind: 'draft_kept',
      from: instant('2026-08-30T22:30:00Z'),
      months: 6,
    });
    expect(deadline.at).toBe('2027-02-28T22:59:59.999Z');
  });

  test('the reminder knows the holidays of Alsace-Moselle', () => {
    const wait = { kind: 'draft_kept', from: instant('2026-09-30T10:00:00Z'), months: 6 } as const;
    expect(parisDay(monthsDeadline(wait).at)).toBe('2027-03-30');
    expect(monthsDeadline(wait).remindAt).toBe('2027-03-26T08:00:00.000Z');
    expect(monthsDeadline({ ...wait, region: 'alsace-moselle' }).remindAt).toBe('2027-03-25T08:00:00.000Z');
  });
});

describe('an extended deadline', () => {
  const deadline = reply('2027-03-05T10:00:00Z');
  const now = instant('2027-03-09T10:00:00Z');

  test('ends at the end of the given day and is counted again from now', () => {
    expect(extendedDeadline(deadline, day('2027-03-15'), 'metropole', now)).toEqual({
      at: '2027-03-15T22:59:59.999Z',
      kind: 'organisation_reply',
      businessDays: null,
      skippedDays: [
        { day: '2027-03-13', reason: 'saturday', label: 'samedi' },
        { day: '2027-03-14', reason: 'sunday', label: 'dimanche' },
      ],
      skippedDaysCount: 2,
      remindAt: '2027-03-12T08:00:00.000Z',
    });
  });

  test('leaves the first deadline as it was', () => {
    const before = structuredClone(deadline);
    extendedDeadline(deadline, day('2027-03-15'), 'metropole', now);
    expect(deadline).toEqual(before);
  });

  test.each(['2027-03-09', '2027-03-08', '2020-01-01'])(
    'is refused when it ends on %s, no later',
    (untilDay) => {
      expect(() => extendedDeadline(deadline, day(untilDay), 'metropole', now)).toThrow(
        expect.objectContaining({ code: 'invalid_deadline_extension' }),
      );
    },
  );

  test('is refused when it would already be past', () => {
    const late = instant('2027-03-20T10:00:00Z');
    expect(() => extendedDeadline(deadline, day('2027-03-15'), 'metropole', late)).toThrow(
      expect.objectContaining({ code: 'invalid_deadline_extension' }),
    );
  });

  test('has no reminder when it is too late for one', () => {
    const extended = extendedDeadline(deadline, day('2027-03-10'), 'metropole', now);
    expect(extended.remindAt).toBeNull();
  });
});
