import { describe, expect, test } from '@jest/globals';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { cancellationDates } from '../../../domain/dossier/cancellation-dates.ts';
import { actionsOf, check } from '../../../domain/dossier/check.ts';
import { describeContest } from '../../../domain/dossier/contest-words.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../../domain/dossier/messages.ts';
import { isRefusal } from '../../../domain/dossier/refusal.ts';
import { waitingFor } from '../../../domain/dossier/waiting.ts';
import { policyOf } from '../../../domain/policy/versions.ts';
import { accepted, aDossierIn, after, aMessage, aSession, noonOf } from '../../support/dossiers.ts';

const contest = (about: 'entry' | 'end', day = '2027-05-21') =>
  aMessage('contest', { about, receivedAt: noonOf(day) });
const decide = (outcome: 'confirmed' | 'corrected', day = '2027-05-25') =>
  aMessage('resolve_contest', { outcome, receivedAt: noonOf(day) });

function refusalOf(dossier: Dossier, message: DossierMessage): string | null {
  const outcome = check(dossier, message);
  return isRefusal(outcome) ? outcome.refused : null;
}

describe('a contested entry', () => {
  const contested = after(aDossierIn('in_training'), [contest('entry')]);

  test('stands still: no end, no cancellation by the trainee, nothing consumed', () => {
    expect(contested.state).toBe('in_training');
    expect(refusalOf(contested, aMessage('declare_end'))).toBe('contest_open');
    expect(refusalOf(contested, aMessage('cancel'))).toBe('contest_open');
    expect(refusalOf(contested, contest('entry'))).toBe('contest_open');
    const now = Date.parse(noonOf('2027-05-21'));
    expect(actionsOf(contested, 'trainee', now)).toEqual([]);
    // To give everything back harms nobody.
    expect(actionsOf(contested, 'organisation', now)).toEqual(['withdraw']);
  });

  test('that is confirmed goes on, and cannot be contested again', () => {
    const { dossier, ledger } = accepted(contested, decide('confirmed'));
    expect(dossier).toMatchObject({ state: 'in_training', enteredOn: '2027-05-17' });
    expect(ledger).toBeNull();
    expect(refusalOf(dossier, contest('entry'))).toBe('nothing_to_contest');
    expect(refusalOf(dossier, aMessage('declare_end'))).toBeNull();
  });

  test('that is taken back leaves an enrolment, which can be entered again and contested again', () => {
    const { dossier } = accepted(contested, decide('corrected'));
    expect(dossier).toMatchObject({ state: 'validated', enteredOn: null, closure: null, deadline: null });
    const entered = accepted(
      dossier,
      aMessage('declare_entry', {
        enteredOn: parseCalendarDay('2027-05-21'),
        receivedAt: noonOf('2027-05-26'),
      }),
    ).dossier;
    expect(refusalOf(entered, contest('entry'))).toBeNull();
  });

  test('that is taken back gives back the business days that the contest took from the withdrawal period', () => {
    // Validated on Monday 10 May 2027, so until Monday 31 May: 14 business days, Whit Monday (17 May) does not count.
    const session = aSession({
      startsOn: parseCalendarDay('2027-05-11'),
      endsOn: parseCalendarDay('2027-05-21'),
    });
    const soon = { ...aDossierIn('validated'), session, validatedAt: instant('2027-05-10T08:00:00.000Z') };
    const policy = policyOf('2026-01');
    expect(cancellationDates(soon, policy).withdrawalUntil).toBe('2027-05-31T21:59:59.999Z');
    const entry = { enteredOn: parseCalendarDay('2027-05-11'), receivedAt: noonOf('2027-05-11') };
    const entered = accepted(soon, aMessage('declare_entry', entry)).dossier;
    expect(cancellationDates(entered, policy).withdrawalUntil).toBeNull();
    const takenBack = after(entered, [contest('entry', '2027-05-12'), decide('corrected', '2027-05-19')]);
    // 13, 14, 18 and 19 May: four business days.
    expect(cancellationDates(takenBack, policy).withdrawalUntil).toBe('2027-06-04T21:59:59.999Z');
  });
});

describe('a contested end', () => {
  const completed = aDossierIn('completed');

  test('holds the rights again, which a confirmation consumes after all', () => {
    const contested = accepted(completed, contest('end'));
    expect(contested.ledger).toEqual({ kind: 'restore', cents: 120_000 });
    expect(contested.dossier).toMatchObject({ state: 'completed', deadline: { kind: 'record_kept' } });
    const confirmed = accepted(contested.dossier, decide('confirmed'));
    expect(confirmed.ledger).toEqual({ kind: 'consume', cents: 120_000 });
    expect(refusalOf(confirmed.dossier, contest('end'))).toBe('nothing_to_contest');
    // The entry is another declaration.
    expect(refusalOf(confirmed.dossier, contest('entry'))).toBeNull();
  });

  test('that is taken back waits for another end, with the rights still reserved', () => {
    const contested = accepted(completed, contest('end')).dossier;
    const { dossier, ledger } = accepted(contested, decide('corrected'));
    expect(ledger).toBeNull();
    expect(dossier).toMatchObject({
      state: 'in_training',
      endedOn: null,
      attendancePercent: null,
      closure: null,
    });
    expect(dossier.deadline).toBeNull();
    expect(accepted(dossier, aMessage('declare_end')).ledger).toEqual({ kind: 'consume', cents: 120_000 });
  });

  test('of somebody who never entered leads back to the enrolment', () => {
    const contested = accepted(completed, contest('entry'));
    expect(contested.ledger).toEqual({ kind: 'restore', cents: 120_000 });
    const { dossier, ledger } = accepted(contested.dossier, decide('corrected'));
    expect(ledger).toBeNull();
    expect(dossier).toMatchObject({ state: 'validated', enteredOn: null, endedOn: null, closure: null });
  });

  test('without rights moves none', () => {
    const byCard = {
      ...completed,
      agreement: completed.agreement && { ...completed.agreement, rightsCents: 0 as never },
    };
    expect(accepted(byCard, contest('end')).ledger).toBeNull();
  });
});

test('only what was declared can be contested, by the trainee alone, and only what is contested decided', () => {
  expect(refusalOf(aDossierIn('validated'), contest('entry'))).toBe('not_allowed_in_state');
  expect(refusalOf(aDossierIn('cancelled'), contest('entry'))).toBe('not_allowed_in_state');
  expect(refusalOf(aDossierIn('in_training'), contest('end'))).toBe('nothing_to_contest');
  expect(refusalOf(aDossierIn('in_training'), { ...contest('entry'), by: 'organisation' })).toBe(
    'not_allowed_in_state',
  );
  expect(refusalOf(aDossierIn('in_training'), decide('corrected'))).toBe('no_contest_open');
  expect(refusalOf(aDossierIn('completed'), { ...decide('corrected'), by: 'organisation' })).toBe(
    'not_allowed_in_state',
  );
});

test('both sides and the operators read where a contest stands', () => {
  const contested = after(aDossierIn('completed'), [contest('end')]);
  expect(describeContest(contested, 'fr', 'trainee')).toBe(
    'Vous contestez la fin de la formation depuis le vendredi 21 mai 2027 : notre service examine votre contestation. D’ici sa décision, aucun droit n’est consommé.',
  );
  expect(waitingFor(contested)).toContain('attend la décision d’un opérateur');
  expect(waitingFor(contested)).toContain('Le titulaire conteste la fin de la formation depuis le');
  const decided = after(contested, [decide('corrected')]);
  for (const [language, reader] of [
    ['fr', 'trainee'],
    ['fr', 'organisation'],
    ['en', 'trainee'],
    ['en', 'organisation'],
  ] as const) {
    expect(describeContest(decided, language, reader)).toContain('Feuille d’émargement reçue');
  }
});
