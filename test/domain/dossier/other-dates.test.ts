import { describe, expect, test } from '@jest/globals';
import { addDays, parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { actionsOf } from '../../../domain/dossier/check.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { MessageContents, MessageType } from '../../../domain/dossier/messages.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { dossierStates, isFinished } from '../../../domain/dossier/states.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { aDossierIn, aMessage, aSession, monday, noonOf } from '../../support/dossiers.ts';

const later = { startsOn: addDays(aSession().startsOn, 14), endsOn: addDays(aSession().endsOn, 14) };
const accepted = ['proposed', 'to_validate', 'payment_pending', 'payment_refused', 'validated'] as const;

function after<T extends MessageType>(
  dossier: Dossier,
  type: T,
  contents: Partial<MessageContents[T]> = {},
  day?: string,
) {
  const message = {
    ...aMessage(type, contents as never),
    ...(day === undefined ? {} : { receivedAt: noonOf(day) }),
  };
  return transition(dossier, message, { account: undefined } as never);
}

function done(...parameters: Parameters<typeof after>): Dossier {
  const outcome = after(...parameters);
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  return outcome.dossier;
}

function refusal(...parameters: Parameters<typeof after>): string | null {
  const outcome = after(...parameters);
  return isRefusal(outcome) ? outcome.refused : null;
}

describe('other dates for an accepted dossier', () => {
  test.each(accepted)('once accepted move the session of « %s », and nothing else', (state) => {
    const before = aDossierIn(state);
    const asked = done(before, 'propose_dates', { ...later, noteId: null });
    expect(asked.session).toEqual(before.session);
    const moved = done(asked, 'accept_dates', later);
    expect(moved).toEqual({
      ...before,
      version: before.version + 2,
      dateProposal: null,
      session: { ...before.session, ...later },
    });
  });

  test.each(['decline_dates', 'withdraw_dates'] as const)('stay as they were after %s', (type) => {
    const before = aDossierIn('validated');
    const kept = done(done(before, 'propose_dates', later), type);
    expect(kept).toEqual({ ...before, version: before.version + 2, dateProposal: null });
    expect(refusal(kept, 'accept_dates', later)).toBe('no_dates_proposed');
  });

  test('move no rights', () => {
    const asked = done(aDossierIn('validated'), 'propose_dates', later);
    for (const type of ['accept_dates', 'decline_dates'] as const) {
      const outcome = after(asked, type, type === 'accept_dates' ? later : {});
      expect(isRefusal(outcome) ? outcome : outcome.ledger).toBeNull();
    }
  });

  test('are those that the trainee was shown: a second proposal takes the place of the first', () => {
    const first = done(aDossierIn('validated'), 'propose_dates', later);
    const others = { startsOn: addDays(later.startsOn, 7), endsOn: addDays(later.endsOn, 7) };
    const second = done(first, 'propose_dates', others);
    const outcome = after(second, 'accept_dates', later);
    expect(outcome).toMatchObject({ refused: 'dates_changed', details: others });
    expect(done(second, 'accept_dates', others).session).toMatchObject(others);
  });

  test('accepted twice move once', () => {
    const moved = done(done(aDossierIn('validated'), 'propose_dates', later), 'accept_dates', later);
    expect(refusal(moved, 'accept_dates', later)).toBe('no_dates_proposed');
    expect(refusal(moved, 'propose_dates', later)).toBe('empty_proposal');
  });

  test.each([
    [{ endsOn: addDays(later.startsOn, -1) }, 'invalid_session_dates'],
    [{ startsOn: aSession().startsOn, endsOn: aSession().endsOn }, 'empty_proposal'],
    [{ startsOn: parseCalendarDay('2027-02-26'), endsOn: aSession().endsOn }, 'session_begun'],
  ])('may not be %j', (wrong, code) => {
    expect(refusal(aDossierIn('validated'), 'propose_dates', { ...later, ...wrong })).toBe(code);
  });

  test('are proposed until the session’s first day, and accepted until their own', () => {
    const { startsOn } = aSession();
    const dossier = aDossierIn('validated');
    expect(refusal(dossier, 'propose_dates', later, startsOn)).toBeNull();
    expect(refusal(dossier, 'propose_dates', later, addDays(startsOn, 1))).toBe('session_begun');
    const asked = done(dossier, 'propose_dates', later);
    expect(refusal(asked, 'accept_dates', later, addDays(startsOn, 1))).toBeNull();
    expect(refusal(asked, 'accept_dates', later, addDays(later.startsOn, 1))).toBe('session_begun');
  });

  test('are no longer asked once the trainee has entered, or the dossier is over', () => {
    const asked = done(aDossierIn('validated'), 'propose_dates', later);
    expect(done(asked, 'declare_entry').dateProposal).toBeNull();
    expect(done(asked, 'withdraw').dateProposal).toBeNull();
    const cancelled = done(asked, 'cancel');
    expect(cancelled.dateProposal).toBeNull();
    expect(refusal(cancelled, 'accept_dates', later)).toBe('not_allowed_in_state');
  });

  test('after the deadline to validate come too late', () => {
    const asked = done(aDossierIn('to_validate'), 'propose_dates', later);
    const late = parseCalendarDay('2027-03-20');
    expect(refusal(asked, 'accept_dates', later, late)).toBe('deadline_passed');
  });

  test('are proposed in no other state, and answered only while some wait', () => {
    const now = Date.parse(monday);
    for (const state of dossierStates) {
      const can = actionsOf(aDossierIn(state), 'organisation', now).includes('propose_dates');
      expect([state, can]).toEqual([state, (accepted as readonly string[]).includes(state)]);
      expect(actionsOf(aDossierIn(state), 'trainee', now)).not.toContain('accept_dates');
      if (isFinished(state)) expect(refusal(aDossierIn(state), 'propose_dates', later)).not.toBeNull();
    }
    const asked = done(aDossierIn('validated'), 'propose_dates', later);
    expect(actionsOf(asked, 'trainee', now)).toEqual(
      expect.arrayContaining(['accept_dates', 'decline_dates']),
    );
    expect(actionsOf(asked, 'organisation', now)).toContain('withdraw_dates');
  });
});
