import { describe, expect, test } from '@jest/globals';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { actionsOf } from '../../../domain/dossier/check.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../../domain/dossier/messages.ts';
import { isRefusal, type RefusalCode } from '../../../domain/dossier/refusal.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { accepted, aDossierIn, after, aMessage, aSession, plentyOfFacts } from '../../support/dossiers.ts';

function refusalOf(dossier: Dossier, message: DossierMessage): RefusalCode | null {
  const outcome = transition(dossier, message, plentyOfFacts);
  return isRefusal(outcome) ? outcome.refused : null;
}

describe('a session that has begun', () => {
  // `monday` is 1 March 2027: a session of that day may still be joined, one of the day before has begun.
  const startingOn = (dossier: Dossier, startsOn: string): Dossier => ({
    ...dossier,
    session: aSession({ startsOn: parseCalendarDay(startsOn) }),
  });

  test.each(['2020-01-01', '2027-02-28'])('on %s is neither accepted, proposed nor validated', (day) => {
    expect(refusalOf(startingOn(aDossierIn('requested'), day), aMessage('accept'))).toBe('session_begun');
    expect(refusalOf(startingOn(aDossierIn('to_validate'), day), aMessage('validate'))).toBe('session_begun');
    expect(refusalOf(startingOn(aDossierIn('proposed'), day), aMessage('validate'))).toBe('session_begun');
    const changes = { startsOn: parseCalendarDay(day) };
    expect(refusalOf(aDossierIn('requested'), aMessage('propose', { changes }))).toBe('session_begun');
  });

  test('may be proposed with later dates', () => {
    const begun = startingOn(aDossierIn('requested'), '2027-02-28');
    const changes = { startsOn: parseCalendarDay('2027-03-02') };
    expect(refusalOf(begun, aMessage('propose', { changes }))).toBeNull();
  });

  test('is one whose first day is over in Paris', () => {
    const today = startingOn(aDossierIn('requested'), '2027-03-01');
    const at = (receivedAt: string) => aMessage('accept', { receivedAt: instant(receivedAt) });
    expect(refusalOf(today, at('2027-03-01T22:59:59.999Z'))).toBeNull();
    expect(refusalOf(today, at('2027-03-01T23:00:00.000Z'))).toBe('session_begun');
  });

  test('offers its organisation and its trainee only what is left', () => {
    const now = Date.parse('2027-03-01T09:00:00Z');
    const begun = (state: 'requested' | 'to_validate') => startingOn(aDossierIn(state), '2027-02-28');
    expect(actionsOf(begun('requested'), 'organisation', now)).toEqual(['propose', 'refuse']);
    expect(actionsOf(begun('to_validate'), 'trainee', now)).toEqual(['cancel']);
  });
});

describe('a message that comes after the end', () => {
  const lapsed = () => {
    const dossier = aDossierIn('to_validate');
    const passed = aMessage('deadline_passed', { receivedAt: dossier.deadline?.at ?? instant(0) });
    return accepted(dossier, passed).dossier;
  };
  const refusalAt = (
    receivedAt: string,
    dossier = lapsed(),
    type: 'validate' | 'declare_entry' = 'validate',
  ) => transition(dossier, aMessage(type, { receivedAt: instant(receivedAt) }), plentyOfFacts);

  test('and was received in time learns what happened and when', () => {
    expect(refusalAt('2027-03-05T22:59:59.999Z')).toEqual({
      refused: 'ended_meanwhile',
      state: 'request_cancelled',
      details: { reason: 'validation_lapsed', by: 'deadline', at: '2027-03-05T22:59:59.999Z' },
    });
    const cancelled = after(aDossierIn('requested'), [
      aMessage('cancel', { receivedAt: instant('2027-03-01T09:00:00.001Z') }),
    ]);
    expect(transition(cancelled, aMessage('accept'))).toMatchObject({
      refused: 'ended_meanwhile',
      details: { reason: 'trainee', at: '2027-03-01T09:00:00.001Z' },
    });
  });

  test('and after its deadline learns of the deadline', () => {
    expect(refusalAt('2027-03-05T23:00:00.000Z')).toMatchObject({
      refused: 'deadline_passed',
      details: { deadline: '2027-03-05T22:59:59.999Z' },
    });
    expect(refusalAt('2027-03-05T23:00:00.000Z', lapsed(), 'declare_entry')).toMatchObject({
      refused: 'not_allowed_in_state',
    });
  });
});
