import { describe, expect, test } from '@jest/globals';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { actionsOf } from '../../../domain/dossier/check.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import { readMessage } from '../../../domain/dossier/message-schema.ts';
import type { DossierMessage } from '../../../domain/dossier/messages.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { accepted, aDossierIn, aMessage, noonOf } from '../../support/dossiers.ts';

// The session of these dossiers lasts from Monday 17 to Friday 21 May 2027.
const reasonId = '0a6cf0b0-0000-4000-8000-0000000000aa';

function outcomeOf(dossier: Dossier, message: DossierMessage) {
  const outcome = transition(dossier, message, {});
  return isRefusal(outcome) ? outcome.refused : outcome.dossier.state;
}

function entry(enteredOn: string, receivedAt: string) {
  const at = receivedAt.includes('T') ? instant(receivedAt) : noonOf(receivedAt);
  return aMessage('declare_entry', { enteredOn: parseCalendarDay(enteredOn), receivedAt: at });
}

function end(endedOn: string, receivedAt: string, attendancePercent: number | null, why = false) {
  return aMessage('declare_end', {
    endedOn: parseCalendarDay(endedOn),
    receivedAt: noonOf(receivedAt),
    attendancePercent,
    reasonId: why ? reasonId : null,
  });
}

describe('an entry', () => {
  const validated = aDossierIn('validated');

  test.each([
    ['82 days before the session', '2027-03-01', '2027-03-01', 'invalid_entry_date'],
    ['the day before it', '2027-05-16', '2027-05-16', 'invalid_entry_date'],
    ['on its first day, the evening before', '2027-05-17', '2027-05-16', 'invalid_entry_date'],
    // 21:59 UTC is 23:59 in Paris in summer, 22:00 UTC is already the next day there.
    ['on its first day, a minute before', '2027-05-17', '2027-05-16T21:59:59.999Z', 'invalid_entry_date'],
    ['on its first day, at midnight in Paris', '2027-05-17', '2027-05-16T22:00:00.000Z', 'in_training'],
    ['on its first day', '2027-05-17', '2027-05-17', 'in_training'],
    ['on its last day', '2027-05-21', '2027-05-21', 'in_training'],
    ['for tomorrow', '2027-05-19', '2027-05-18', 'invalid_entry_date'],
    ['for a day of it that is past', '2027-05-17', '2027-05-24', 'in_training'],
    ['for the day after it', '2027-05-22', '2027-05-24', 'invalid_entry_date'],
    ['for the day before it, told during it', '2027-05-16', '2027-05-18', 'invalid_entry_date'],
  ])('%s: entered on %s, told on %s, gives %s', (_, enteredOn, receivedAt, expected) => {
    expect(outcomeOf(validated, entry(enteredOn, receivedAt))).toBe(expected);
  });

  test('before the validation is refused, also within the session', () => {
    const late = { ...validated, validatedAt: instant('2027-05-18T09:00:00.000Z') };
    expect(outcomeOf(late, entry('2027-05-17', '2027-05-19'))).toBe('invalid_entry_date');
    expect(outcomeOf(late, entry('2027-05-18', '2027-05-19'))).toBe('in_training');
  });

  test('is offered only on the days on which it can be declared', () => {
    const offered = (at: string) => actionsOf(validated, 'organisation', Date.parse(noonOf(at)));
    expect(offered('2027-05-16')).toEqual(['withdraw', 'propose_dates']);
    expect(offered('2027-05-17')).toEqual(['declare_entry', 'withdraw', 'propose_dates']);
  });
});

describe('an end', () => {
  const entered = accepted(aDossierIn('validated'), entry('2027-05-17', '2027-05-17')).dossier;

  test.each([
    ['of all of it, before the last day', '2027-05-20', '2027-05-20', 100, false, 'training_not_over'],
    ['of all of it, for a day before the last', '2027-05-20', '2027-05-24', 100, false, 'training_not_over'],
    [
      'without an attendance, before the last day',
      '2027-05-18',
      '2027-05-18',
      null,
      false,
      'training_not_over',
    ],
    ['of all of it, on the last day', '2027-05-21', '2027-05-21', 100, false, 'completed'],
    ['without an attendance, on the last day', '2027-05-21', '2027-05-21', null, false, 'completed'],
    ['of all of it, later', '2027-05-24', '2027-05-24', 100, false, 'completed'],
    ['of a part, on the day of entry, with a reason', '2027-05-17', '2027-05-17', 33, true, 'completed'],
    ['of nothing, with a reason', '2027-05-17', '2027-05-17', 0, true, 'completed'],
    ['of a part without a reason', '2027-05-18', '2027-05-18', 99, false, 'attendance_reason_missing'],
    ['of a part without a reason, later', '2027-05-24', '2027-05-24', 50, false, 'attendance_reason_missing'],
    ['before the entry', '2027-05-16', '2027-05-18', 50, true, 'invalid_end_date'],
    ['to come', '2027-05-19', '2027-05-18', 50, true, 'invalid_end_date'],
  ])('%s: ended on %s, told on %s, %s %%', (_, endedOn, receivedAt, percent, why, expected) => {
    expect(outcomeOf(entered, end(endedOn, receivedAt, percent, why))).toBe(expected);
  });

  test('keeps the day, the attendance and its reason, and consumes the rights', () => {
    const { dossier, ledger } = accepted(entered, end('2027-05-18', '2027-05-18', 40, true));
    expect(dossier).toMatchObject({
      endedOn: '2027-05-18',
      attendancePercent: 40,
      closure: { reason: 'training_ended', reasonId },
    });
    expect(ledger).toEqual({ kind: 'consume', cents: 120_000 });
  });

  test.each([33.333, -1, 101, Number.NaN])('with an attendance of %s is no message', (attendancePercent) => {
    expect(readMessage(aMessage('declare_end', { attendancePercent }))).toBeNull();
  });
});
