import { describe, expect, test } from '@jest/globals';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { cancellationAnswer } from '../../../domain/dossier/cancellation-answer.ts';
import { describeDossier } from '../../../domain/dossier/description.ts';
import type { Dossier, SessionSnapshot } from '../../../domain/dossier/dossier.ts';
import type { DossierState } from '../../../domain/dossier/states.ts';
import { aDossierIn, aMessage, aSession, accepted, after } from '../../support/dossiers.ts';

/** Validated on Monday 1 March 2027 with 1,200 € of rights. */
function validatedFor(session: Partial<SessionSnapshot>, policyVersion: '2026-01' | '2026-05' = '2026-01') {
  return { ...aDossierIn('validated'), policyVersion, session: aSession(session) };
}

function answerAt(dossier: Dossier, at: string, forceMajeureProved = false) {
  return cancellationAnswer(dossier, { by: 'trainee', at: instant(at), forceMajeureProved });
}

const startingOn = (day: string) => ({ startsOn: parseCalendarDay(day) });

describe('what is said before a cancellation', () => {
  test('names the end of the withdrawal period, after which nothing is free when the session is near', () => {
    expect(answerAt(validatedFor(startingOn('2027-03-22')), '2027-03-02T10:00:00Z')).toMatchObject({
      consequences: { rule: 'withdrawal' },
      amounts: { rightsBackCents: 120_000, rightsConsumedCents: 0 },
      explanation:
        'Vous êtes dans le délai de rétractation jusqu’au vendredi 19 mars 2027 à 23 h 59 : l’annulation est sans frais.',
      holdsUntil: '2027-03-19T22:59:59.999Z',
    });
  });

  test('holds longer than the withdrawal period when the session is far, and says so', () => {
    const answer = answerAt(validatedFor(startingOn('2027-05-18')), '2027-03-02T10:00:00Z');
    expect(answer.explanation).toContain('Elle le reste ensuite jusqu’au mardi 4 mai 2027 à 23 h 59');
    expect(answer.holdsUntil).toBe('2027-05-04T21:59:59.999Z');
  });

  test('counts the business days that are left', () => {
    const dossier = validatedFor(startingOn('2027-05-18'));
    expect(answerAt(dossier, '2027-05-04T10:00:00Z').explanation).toBe(
      'La session commence le mardi 18 mai 2027, dans 8 jours ouvrés, soit plus de 7 : l’annulation est sans frais jusqu’au mardi 4 mai 2027 à 23 h 59.',
    );
    expect(answerAt(dossier, '2027-05-05T10:00:00Z')).toMatchObject({
      explanation:
        'La session commence le mardi 18 mai 2027, dans 7 jours ouvrés, soit 7 ou moins, et le délai de rétractation s’est terminé le vendredi 19 mars 2027 à 23 h 59 : le prix de la formation reste dû.',
      amounts: { rightsBackCents: 0, rightsConsumedCents: 120_000 },
      holdsUntil: null,
    });
    expect(answerAt(dossier, '2027-05-16T10:00:00Z').explanation).toContain('dans 1 jour ouvré, soit');
    expect(answerAt(validatedFor(startingOn('2027-05-16')), '2027-05-15T10:00:00Z').explanation).toContain(
      'dans 1 jour ouvré, soit',
    );
  });

  test('says when the session has begun, and when the trainee has entered', () => {
    const dossier = validatedFor(startingOn('2027-03-22'));
    expect(answerAt(dossier, '2027-03-22T10:00:00Z').explanation).toContain(
      'La session a commencé le lundi 22 mars 2027 et',
    );
    const entry = { enteredOn: parseCalendarDay('2027-03-22'), receivedAt: instant('2027-03-22T08:00:00Z') };
    const entered = accepted(dossier, aMessage('declare_entry', entry)).dossier;
    expect(answerAt(entered, '2027-03-22T10:00:00Z')).toMatchObject({
      consequences: { rule: 'late' },
      explanation: expect.stringContaining('a déclaré votre entrée en formation le lundi 22 mars 2027'),
    });
  });

  test('a proof counts when the cancellation would be late, and is not asked for when it is free anyway', () => {
    const dossier = validatedFor(startingOn('2027-05-18'));
    expect(answerAt(dossier, '2027-05-05T10:00:00Z', true)).toMatchObject({
      consequences: { rule: 'force_majeure', rights: 'given_back' },
      explanation:
        'Vous avez joint un justificatif de force majeure, que notre service n’a pas encore vérifié : l’annulation est sans frais.',
    });
    expect(answerAt(dossier, '2027-05-04T10:00:00Z', true).consequences.rule).toBe('free');
  });

  test('follows the policy that the dossier was sent under: 14 business days to withdraw, or 11', () => {
    const until = (version: '2026-01' | '2026-05') =>
      answerAt(validatedFor(startingOn('2027-03-18'), version), '2027-03-02T10:00:00Z').holdsUntil;
    expect(until('2026-01')).toBe('2027-03-19T22:59:59.999Z');
    expect(until('2026-05')).toBe('2027-03-16T22:59:59.999Z');
  });

  // Good Friday, 26 March 2027, is a working day outside Alsace-Moselle.
  test('counts the holidays of Alsace-Moselle where the session is there', () => {
    const lastFreeDay = (region: SessionSnapshot['region']) =>
      answerAt(validatedFor({ ...startingOn('2027-04-05'), region }), '2027-03-23T10:00:00Z');
    expect(lastFreeDay('metropole').consequences.rule).toBe('free');
    expect(lastFreeDay('alsace-moselle').consequences.rule).toBe('late');
  });

  test('counts to the dates that were proposed, not to those that were asked for', () => {
    const proposal = aMessage('propose', {
      changes: { startsOn: parseCalendarDay('2027-03-29'), endsOn: parseCalendarDay('2027-04-02') },
    });
    const dossier = after(aDossierIn('requested'), [proposal, aMessage('validate')]);
    expect(answerAt(dossier, '2027-03-22T10:00:00Z').explanation).toContain('lundi 29 mars 2027');
    expect(answerAt(dossier, '2027-03-22T10:00:00Z').consequences.rule).toBe('late');
  });
});

describe('before the validation', () => {
  test('nothing is lost, until the deadline after which there is nothing to cancel', () => {
    const dossier = aDossierIn('to_validate');
    expect(answerAt(dossier, '2027-03-02T10:00:00Z')).toMatchObject({
      consequences: { rule: 'nothing_agreed' },
      explanation: 'Votre inscription n’est pas encore validée : annuler ne vous coûte rien.',
      holdsUntil: dossier.deadline?.at,
    });
  });
});

describe('a cancellation by the organisation', () => {
  test.each(['proposed', 'to_validate', 'validated', 'in_training'] satisfies DossierState[])(
    'from %s gives everything back, with the reason that was given',
    (state) => {
      const dossier = aDossierIn(state);
      const { dossier: closed, ledger } = accepted(dossier, aMessage('withdraw', { reason: 'insolvency' }));
      expect(closed.closure).toMatchObject({ by: 'organisation', cancellationReason: 'insolvency' });
      expect(ledger).toEqual(dossier.agreement === null ? null : { kind: 'release', cents: 120_000 });
      expect(describeDossier(closed)).toContain('Motif : défaillance de l’organisme.');
    },
  );
});

test('giving up after the entry is told as such', () => {
  const abandoned = accepted(aDossierIn('in_training'), aMessage('cancel')).dossier;
  expect(abandoned.state).toBe('cancelled');
  expect(describeDossier(abandoned)).toBe(
    'Vous avez abandonné la formation le lundi 1er mars 2027. Le prix de la formation reste dû : les droits mobilisés sont consommés.',
  );
});
