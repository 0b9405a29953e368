import { describe, expect, test } from '@jest/globals';
import { addDays, parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import {
  englishDate,
  englishDateTime,
  frenchDate,
  frenchDateTime,
  frenchSessionDates,
} from '../../../domain/calendar/french-dates.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';

const day = parseCalendarDay;

describe('dates as people read them', () => {
  test.each([
    ['2027-03-04', 'jeudi 4 mars 2027', 'Thursday 4 March 2027'],
    ['2027-03-01', 'lundi 1er mars 2027', 'Monday 1 March 2027'],
    ['2028-02-29', 'mardi 29 février 2028', 'Tuesday 29 February 2028'],
    ['2026-08-11', 'mardi 11 août 2026', 'Tuesday 11 August 2026'],
    ['2027-01-31', 'dimanche 31 janvier 2027', 'Sunday 31 January 2027'],
  ])('%s', (text, inFrench, inEnglish) => {
    expect(frenchDate(day(text))).toBe(inFrench);
    expect(englishDate(day(text))).toBe(inEnglish);
  });

  test.each([
    ['2027-03-04T22:59:59.999Z', 'jeudi 4 mars 2027 à 23 h 59', 'Thursday 4 March 2027 at 23:59'],
    ['2027-03-04T23:00:00Z', 'vendredi 5 mars 2027 à 0 h', 'Friday 5 March 2027 at 00:00'],
    ['2027-07-01T07:05:00Z', 'jeudi 1er juillet 2027 à 9 h 05', 'Thursday 1 July 2027 at 09:05'],
  ])('%s is read at the time of Paris', (at, inFrench, inEnglish) => {
    expect(frenchDateTime(instant(at))).toBe(inFrench);
    expect(englishDateTime(instant(at))).toBe(inEnglish);
  });

  test('every day of a year is written as Intl writes it', () => {
    const style = {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    } as const;
    const intl = new Intl.DateTimeFormat('fr-FR', style);
    for (let each = day('2028-01-01'); each < '2029-01-01'; each = addDays(each, 1)) {
      expect(frenchDate(each)).toBe(intl.format(new Date(each)).replace(/ 1 /, ' 1er '));
    }
  });
});

describe('the dates of a session', () => {
  test.each([
    ['2018-10-20', '2018-10-26', 'Session du 20 octobre au 26 octobre 2018'],
    ['2027-12-28', '2028-01-05', 'Session du 28 décembre 2027 au 5 janvier 2028'],
    ['2027-03-01', '2027-04-01', 'Session du 1er mars au 1er avril 2027'],
    ['2027-03-01', '2027-03-01', 'Session du 1er mars 2027'],
  ])('from %s to %s', (startsOn, endsOn, text) => {
    expect(frenchSessionDates(day(startsOn), day(endsOn))).toBe(text);
  });

  test('are to be decided while one is missing', () => {
    expect(frenchSessionDates(null, null)).toBe('À définir');
    expect(frenchSessionDates(day('2027-03-01'), null)).toBe('À définir');
    expect(frenchSessionDates(null, day('2027-03-01'))).toBe('À définir');
  });
});
