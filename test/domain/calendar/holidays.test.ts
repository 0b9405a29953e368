import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../domain/calendar/calendar-day.ts';
import {
  easterSunday,
  frenchHolidays,
  holidayNames,
  holidayRegions,
} from '../../../domain/calendar/holidays.ts';
import { goodFridayByCustom, oracleHolidays, oracleStates, publicHolidays } from './oracle.ts';

const years = Array.from({ length: 2060 - 1990 + 1 }, (_, index) => 1990 + index);

describe('French public holidays', () => {
  test('2027 has the eleven holidays of the law, in order', () => {
    expect(frenchHolidays(2027, 'metropole')).toEqual([
      { day: '2027-01-01', name: 'Jour de l’an' },
      { day: '2027-03-29', name: 'Lundi de Pâques' },
      { day: '2027-05-01', name: 'Fête du Travail' },
      { day: '2027-05-06', name: 'Ascension' },
      { day: '2027-05-08', name: 'Victoire 1945' },
      { day: '2027-05-17', name: 'Lundi de Pentecôte' },
      { day: '2027-07-14', name: 'Fête nationale' },
      { day: '2027-08-15', name: 'Assomption' },
      { day: '2027-11-01', name: 'Toussaint' },
      { day: '2027-11-11', name: 'Armistice 1918' },
      { day: '2027-12-25', name: 'Noël' },
    ]);
  });

  test('Alsace-Moselle adds Good Friday and 26 December, and nothing else', () => {
    const everywhere = frenchHolidays(2027, 'metropole').map(({ day }) => day);
    const local = frenchHolidays(2027, 'alsace-moselle').filter(({ day }) => !everywhere.includes(day));
    expect(local).toEqual([
      { day: '2027-03-26', name: 'Vendredi saint' },
      { day: '2027-12-26', name: 'Saint-Étienne' },
    ]);
  });

  test.each([
    ['guadeloupe', '2027-05-27'],
    ['martinique', '2027-05-22'],
    ['guyane', '2027-06-10'],
    ['la-reunion', '2027-12-20'],
    ['mayotte', '2027-04-27'],
  ] as const)('%s adds the abolition of slavery, %s, and nothing else', (region, abolition) => {
    const everywhere = frenchHolidays(2027, 'metropole').map(({ day }) => day);
    const local = frenchHolidays(2027, region).filter(({ day }) => !everywhere.includes(day));
    expect(local).toEqual([{ day: abolition, name: 'Abolition de l’esclavage' }]);
    const days = frenchHolidays(2027, region).map(({ day }) => day);
    expect(days).toEqual([...days].sort());
  });

  test('Saint-Pierre-et-Miquelon adds none', () => {
    expect(frenchHolidays(2027, 'saint-pierre-et-miquelon')).toEqual(frenchHolidays(2027, 'metropole'));
  });

  // “Public” entries only, and the set of days, because date-holidays too gives two entries when two holidays fall
  // on one day (1 May 2008, 8 May 2059…). One difference is excused, and is the subject of the next test.
  test.each(holidayRegions)('every year from 1990 to 2060 agrees with date-holidays (%s)', (region) => {
    for (const year of years) {
      const days = [...new Set(frenchHolidays(year, region).map(({ day }) => day))];
      for (const state of oracleStates[region]) {
        expect({ year, state, days }).toEqual({ year, state, days: oracleHolidays(year, state) });
      }
    }
  });

  test.each(['guadeloupe', 'martinique'] as const)(
    'date-holidays has Good Friday besides, and nothing else (%s)',
    (region) => {
      const [state] = oracleStates[region];
      expect(goodFridayByCustom).toContain(state);
      for (const year of years) {
        const ours = new Set<string>(frenchHolidays(year, region).map(({ day }) => day));
        const more = publicHolidays(year, state).filter(({ date }) => !ours.has(date.slice(0, 10)));
        expect(more.map(({ date }) => date.slice(0, 10))).toEqual([addDays(easterSunday(year), -2)]);
      }
    },
  );

  test('two holidays on one day are both named', () => {
    const first = '2008-05-01';
    expect(frenchHolidays(2008, 'metropole').filter(({ day }) => day === first)).toHaveLength(2);
    expect(new Map<string, string>(holidayNames(2008, 'metropole')).get(first)).toBe(
      'Fête du Travail et Ascension',
    );
  });

  test('today’s law applies to years before it: 8 May 1970 is listed', () => {
    expect(frenchHolidays(1970, 'metropole')).toContainEqual({ day: '1970-05-08', name: 'Victoire 1945' });
  });

  test.each([1582, 10_000, 2027.5, NaN])('the year %d is refused', (year) => {
    expect(() => frenchHolidays(year, 'metropole')).toThrow(
      expect.objectContaining({ code: 'invalid_calendar_day' }),
    );
  });
});

describe('Easter Sunday', () => {
  test.each(
    [
      // Published dates: the earliest and latest possible, the two exceptions of the rule, and recent years.
      ['1583-04-10', '1598-03-22', '1666-04-25', '1818-03-22', '1943-04-25', '1954-04-18', '1981-04-19'],
      ['2000-04-23', '2008-03-23', '2024-03-31', '2025-04-20', '2026-04-05', '2038-04-25', '2285-03-22'],
    ].flat(),
  )('falls on %s', (day) => {
    expect(easterSunday(Number(day.slice(0, 4)))).toBe(day);
  });

  test('agrees with Gauss’s rule for every year', () => {
    const wrong: number[] = [];
    for (let year = 1583; year <= 9999; year += 1) {
      if (easterSunday(year) !== easterByGauss(year)) wrong.push(year);
    }
    expect(wrong).toEqual([]);
  });

  test('is a Sunday from 22 March to 25 April', () => {
    for (let year = 1583; year <= 9999; year += 1) {
      const easter = easterSunday(year);
      expect(new Date(easter).getUTCDay()).toBe(0);
      expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true);
    }
  });
});

/** Gauss's rule with its two exceptions, another way to the same date. */
function easterByGauss(year: number): string {
  const century = Math.floor(year / 100);
  const m = (15 + century - Math.floor((13 + 8 * century) / 25) - Math.floor(century / 4)) % 30;
  const n = (4 + century - Math.floor(century / 4)) % 7;
  const d = (19 * (year % 19) + m) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
  const isLate = (d === 29 && e === 6) || (d === 28 && e === 6 && (11 * m + 11) % 30 < 19);
  const march22 = Date.UTC(year, 2, 22);
  return new Date(march22 + (d + e - (isLate ? 7 : 0)) * 86_400_000).toISOString().slice(0, 10);
}
