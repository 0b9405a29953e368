import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';

const calendar = new URL('../../../domain/calendar/', import.meta.url).href;

// A zone is read once per process, so each one needs a process of its own.
const script = `
  const { businessDeadline, monthsDeadline } = await import('${calendar}deadline.ts');
  const { frenchDateTime, frenchSessionDates } = await import('${calendar}french-dates.ts');
  const { frenchHolidays } = await import('${calendar}holidays.ts');
  const { atParisTime, endOfParisDay, instant, parisDay } = await import('${calendar}paris-time.ts');
  const events = ['2027-03-04T22:59:59.999Z', '2027-03-04T23:00:00Z', '2027-03-25T12:00:00Z',
    '2027-10-28T23:30:00Z', '2026-12-31T11:00:00Z', '2028-02-28T10:30:00Z'].map(instant);
  const kind = 'organisation_reply', region = 'metropole';
  const answers = events.map((from) => [
    parisDay(from), endOfParisDay(parisDay(from)), atParisTime(parisDay(from), '02:30'), frenchDateTime(from),
    businessDeadline({ kind, from, businessDays: 4, region }), monthsDeadline({ kind, from, months: 6 }),
    frenchSessionDates(parisDay(from), parisDay(from)),
  ]);
  const zone = new Date(events[0]).getHours();
  console.log(JSON.stringify({ zone, answers: [answers, frenchHolidays(2027, 'alsace-moselle')] }));
`;

function runIn(zone: string): { zone: number; answers: unknown } {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env['PATH'], TZ: zone },
    encoding: 'utf8',
  });
  return JSON.parse(output) as { zone: number; answers: unknown };
}

describe('the host’s time zone', () => {
  test('changes nothing in the calendar', () => {
    const runs = ['Pacific/Auckland', 'America/Los_Angeles', 'Europe/Paris', 'UTC'].map(runIn);
    // The hour on the host's own clock proves that the four zones were really in force.
    expect(runs.map(({ zone }) => zone)).toEqual([11, 14, 23, 22]);
    const [first, ...others] = runs.map(({ answers }) => answers);
    expect(JSON.stringify(first)).toContain('2027-03-10T22:59:59.999Z');
    for (const other of others) expect(other).toEqual(first);
  });
});
