import { describe, expect, test } from '@jest/globals';
import { parseCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { instant, type Instant } from '../../../domain/calendar/paris-time.ts';
import { isRefusal, type RefusalCode } from '../../../domain/dossier/refusal.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { Facts } from '../../../domain/dossier/facts.ts';
import type { DossierMessage } from '../../../domain/dossier/messages.ts';
import { cents } from '../../../domain/money.ts';
import {
  aDossierIn,
  aDraft,
  aMessage,
  aSession,
  accepted,
  after,
  aTraining,
  partialValidation,
  plentyOfFacts,
  remainderFacts,
} from '../../support/dossiers.ts';

const prerequisites = aSession({ hasPrerequisites: true });

function refusalOf(
  dossier: Dossier,
  message: DossierMessage,
  facts: Facts = plentyOfFacts,
): RefusalCode | null {
  const outcome = transition(dossier, message, facts);
  return isRefusal(outcome) ? outcome.refused : null;
}

function catalogueWith(change: Partial<NonNullable<Facts['catalogue']>>): Facts {
  return {
    ...plentyOfFacts,
    catalogue: { training: aTraining, session: aSession(), openRequests: 0, ...change },
  };
}

describe('sending a draft', () => {
  test('gives the organisation until the end of the second business day', () => {
    const { deadline } = accepted(aDraft(), aMessage('submit')).dossier;
    expect(deadline).toMatchObject({
      kind: 'organisation_reply',
      at: '2027-03-03T22:59:59.999Z',
      businessDays: 2,
    });
  });

  test('waits for an acknowledgement first when the training has prerequisites', () => {
    const facts = catalogueWith({ session: prerequisites });
    const { deadline } = accepted(aDraft(), aMessage('submit'), facts).dossier;
    expect(deadline).toMatchObject({ kind: 'prerequisites_acknowledgement', at: '2027-03-03T22:59:59.999Z' });
  });

  test.each<[RefusalCode, Dossier, Facts]>([
    ['session_required', aDraft({ session: null }), catalogueWith({ session: null })],
    ['session_unavailable', aDraft(), catalogueWith({ session: null })],
    ['training_unavailable', aDraft(), catalogueWith({ training: null })],
    ['too_many_open_requests', aDraft(), catalogueWith({ openRequests: 5 })],
    ['price_too_high', aDraft(), catalogueWith({ session: aSession({ priceCents: cents(10_000_001) }) })],
    ['price_too_low', aDraft(), catalogueWith({ session: aSession({ priceCents: cents(49) }) })],
    // The eleventh business day after Monday 1 March 2027 is Tuesday 16 March.
    [
      'session_too_soon',
      aDraft(),
      catalogueWith({ session: aSession({ startsOn: parseCalendarDay('2027-03-15') }) }),
    ],
  ])('is refused with %s', (code, draft, facts) => {
    expect(refusalOf(draft, aMessage('submit'), facts)).toBe(code);
  });

  test('is allowed for a session that starts on the eleventh business day, and as a fifth open request', () => {
    const session = aSession({ startsOn: parseCalendarDay('2027-03-16') });
    expect(refusalOf(aDraft(), aMessage('submit'), catalogueWith({ session, openRequests: 4 }))).toBeNull();
  });
});

describe('the organisation’s reply', () => {
  const waiting = () => after(aDraft(), [aMessage('submit')], catalogueWith({ session: prerequisites }));

  test('an acknowledgement of prerequisites opens 30 business days, once', () => {
    const acknowledged = accepted(waiting(), aMessage('acknowledge')).dossier;
    // Easter Monday 29 March 2027 is skipped.
    expect(acknowledged.deadline).toMatchObject({
      kind: 'prerequisites_reply',
      at: '2027-04-13T21:59:59.999Z',
    });
    expect(refusalOf(acknowledged, aMessage('acknowledge'))).toBe('acknowledgement_not_expected');
  });

  test('an acknowledgement without prerequisites is refused', () => {
    expect(refusalOf(aDossierIn('requested'), aMessage('acknowledge'))).toBe('acknowledgement_not_expected');
  });

  test('an acceptance gives the trainee four business days', () => {
    const { deadline } = accepted(aDossierIn('requested'), aMessage('accept')).dossier;
    expect(deadline).toMatchObject({
      kind: 'trainee_validation',
      at: '2027-03-05T22:59:59.999Z',
      businessDays: 4,
    });
  });

  test('a proposal shows each change as before and after', () => {
    const changes = { startsOn: parseCalendarDay('2027-05-18'), priceCents: cents(110_000), place: 'Lyon' };
    const proposed = accepted(aDossierIn('requested'), aMessage('propose', { changes })).dossier;
    expect(proposed.proposal?.changes).toEqual([
      { field: 'startsOn', before: '2027-05-17', after: '2027-05-18' },
      { field: 'priceCents', before: 120_000, after: 110_000 },
    ]);
    expect(proposed.session).toMatchObject({ startsOn: '2027-05-18', priceCents: 110_000 });
  });

  test('a proposal that changes nothing, ends before it starts or costs too much is refused', () => {
    const requested = aDossierIn('requested');
    const propose = (changes: object) => aMessage('propose', { changes });
    expect(refusalOf(requested, propose({ place: 'Lyon' }))).toBe('empty_proposal');
    expect(refusalOf(requested, propose({ endsOn: parseCalendarDay('2027-05-16') }))).toBe(
      'invalid_session_dates',
    );
    expect(refusalOf(requested, propose({ priceCents: cents(10_000_001) }))).toBe('price_too_high');
    expect(refusalOf(requested, propose({ priceCents: cents(49) }))).toBe('price_too_low');
    expect(refusalOf(requested, propose({ priceCents: cents(50) }))).toBeNull();
    expect(refusalOf(requested, propose({ priceCents: cents(0) }))).toBe('price_not_confirmed');
  });

  test('a reply after the deadline is refused, one in its last millisecond is not', () => {
    const requested = aDossierIn('requested');
    const last = aMessage('accept', { receivedAt: instant('2027-03-03T22:59:59.999Z') });
    const late = aMessage('accept', { receivedAt: instant('2027-03-03T23:00:00.000Z') });
    expect(refusalOf(requested, last)).toBeNull();
    expect(refusalOf(requested, late)).toBe('deadline_passed');
  });
});

describe('validating', () => {
  test('with nothing left to pay is final at once and reserves the rights', () => {
    const { dossier, ledger } = accepted(aDossierIn('to_validate'), aMessage('validate'));
    expect(dossier).toMatchObject({ state: 'validated', deadline: null });
    expect(ledger).toEqual({ kind: 'reserve', cents: 120_000 });
  });

  test('with a remainder reserves the rights and waits for the payment under the same deadline', () => {
    const before = aDossierIn('to_validate');
    const { dossier, ledger } = accepted(before, aMessage('validate', partialValidation), remainderFacts);
    expect(dossier).toMatchObject({ state: 'to_validate', deadline: before.deadline });
    expect(dossier.payment).toMatchObject({ status: 'due', sequence: 1 });
    expect(ledger).toEqual({ kind: 'reserve', cents: 100_000 });
    expect(refusalOf(dossier, aMessage('validate'))).toBe('already_agreed');
  });

  test('amounts that changed are refused with the new ones', () => {
    const outcome = transition(aDossierIn('to_validate'), aMessage('validate'), remainderFacts);
    expect(outcome).toEqual({
      refused: 'amounts_changed',
      state: 'to_validate',
      details: { priceCents: 120_000, rightsCents: 100_000, remainderCents: 20_000 },
    });
  });

  test('a remainder that no card can pay is raised: less of the rights is agreed to', () => {
    const facts = { ...remainderFacts, account: { balanceCents: cents(119_980), jobSeeker: false } };
    const old = aMessage('validate', { rightsCents: cents(119_980), remainderCents: cents(20) });
    expect(transition(aDossierIn('to_validate'), old, facts)).toMatchObject({
      refused: 'amounts_changed',
      details: { rightsCents: 119_950, remainderCents: 50 },
    });
    const agreed = aMessage('validate', { rightsCents: cents(119_950), remainderCents: cents(50) });
    const { ledger } = accepted(aDossierIn('to_validate'), agreed, facts);
    expect(ledger).toEqual({ kind: 'reserve', cents: 119_950 });
  });

  test('other terms than today’s are refused', () => {
    expect(refusalOf(aDossierIn('to_validate'), aMessage('validate', { termsVersion: '1999-01' }))).toBe(
      'terms_outdated',
    );
  });
});

describe('paying', () => {
  const late = instant('2027-03-08T09:00:00.000Z');

  test('a payment that fails in time keeps its deadline, one that fails after it opens one business day', () => {
    const pending = aDossierIn('payment_pending');
    expect(accepted(pending, aMessage('payment_failed')).dossier.deadline).toEqual(pending.deadline);
    const failedLate = accepted(pending, aMessage('payment_failed', { receivedAt: late })).dossier;
    expect(failedLate.deadline).toMatchObject({ kind: 'payment_renewal', at: '2027-03-09T22:59:59.999Z' });
  });

  test('a renewed payment is a new attempt, and either attempt’s success validates once', () => {
    const renewed = after(aDossierIn('payment_refused'), [aMessage('open_payment')]);
    expect(renewed.payment).toMatchObject({ status: 'due', sequence: 2 });
    const paid = accepted(renewed, aMessage('payment_succeeded', { sequence: 1 })).dossier;
    expect(paid).toMatchObject({ state: 'validated', payment: { paidSequence: 1 } });
    const twice = accepted(paid, aMessage('payment_succeeded', { sequence: 2 })).dossier;
    expect(twice.payment?.refunds).toMatchObject([
      { sequence: 2, amountCents: 20_000, reason: 'paid_twice' },
    ]);
    expect(refusalOf(twice, aMessage('payment_succeeded', { sequence: 2 }))).toBe('payment_unknown');
  });

  test('a payment that succeeds after the dossier was cancelled is to be refunded in full', () => {
    const cancelled = after(aDossierIn('payment_refused'), [aMessage('cancel')]);
    const { dossier } = accepted(cancelled, aMessage('payment_succeeded'));
    expect(dossier.state).toBe('request_cancelled');
    expect(dossier.payment?.refunds).toMatchObject([
      { sequence: 1, amountCents: 20_000, reason: 'paid_after_cancellation', progress: { status: 'due' } },
    ]);
  });

  test('a payment nobody asked for is refused', () => {
    expect(refusalOf(aDossierIn('to_validate'), aMessage('payment_succeeded'))).toBe('payment_unknown');
    expect(refusalOf(aDossierIn('payment_pending'), aMessage('payment_failed', { sequence: 7 }))).toBe(
      'payment_unknown',
    );
  });
});

describe('the deadline', () => {
  const passed = (dossier: Dossier) =>
    accepted(dossier, aMessage('deadline_passed', { receivedAt: dossier.deadline?.at ?? instant(0) }));

  test.each([
    [aDossierIn('requested'), 'organisation_silent'],
    [
      after(
        aDraft(),
        [aMessage('submit'), aMessage('acknowledge')],
        catalogueWith({ session: prerequisites }),
      ),
      'prerequisites_not_confirmed',
    ],
    [aDossierIn('to_validate'), 'validation_lapsed'],
    [aDossierIn('proposed'), 'validation_lapsed'],
    [aDossierIn('payment_refused'), 'validation_lapsed'],
  ])('cancels the request with its reason (%#)', (dossier, reason) => {
    const lapsed = passed(dossier);
    expect(lapsed.dossier.state).toBe('request_cancelled');
    expect(lapsed.dossier.closure).toMatchObject({ reason, by: 'deadline', at: dossier.deadline?.at });
    const held = dossier.agreement?.rightsCents;
    expect(lapsed.ledger).toEqual(held === undefined ? null : { kind: 'release', cents: held });
  });

  test('that is no longer the running one changes nothing', () => {
    expect(refusalOf(aDossierIn('to_validate'), aMessage('deadline_passed'))).toBe('no_deadline');
  });

  test('of a draft reminds by the holidays of its session’s region', () => {
    const remindAt = (region: 'metropole' | 'alsace-moselle', createdAt: Instant) =>
      accepted(
        aDraft({ createdAt, session: aSession({ region }) }),
        aMessage('amend_draft', { receivedAt: createdAt }),
        catalogueWith({ session: aSession({ region }) }),
      ).dossier.deadline?.remindAt;
    // Six months later it is Tuesday 27 December 2022; the Monday before is Saint Stephen's Day.
    const in2022 = instant('2022-06-27T09:00:00.000Z');
    expect(remindAt('metropole', in2022)).toBe('2022-12-26T08:00:00.000Z');
    expect(remindAt('alsace-moselle', in2022)).toBe('2022-12-23T08:00:00.000Z');
  });

  test('can be extended by an operator to a later day, by a year at most', () => {
    const requested = aDossierIn('requested');
    const extend = (until: string) => aMessage('extend_deadline', { until: parseCalendarDay(until) });
    expect(refusalOf(requested, extend('2028-03-02'))).toBe('deadline_too_far');
    expect(refusalOf(requested, extend('2126-03-01'))).toBe('deadline_too_far');
    // In the last millisecond of a day its end is no date to come.
    const last = { until: parseCalendarDay('2027-03-10'), receivedAt: instant('2027-03-10T22:59:59.999Z') };
    expect(refusalOf(requested, aMessage('extend_deadline', last))).toBe('deadline_not_later');
    const far = accepted(requested, extend('2028-03-01')).dossier.deadline;
    expect([far?.skippedDays.length, far?.skippedDaysCount]).toEqual([20, 110]);
    expect(far?.skippedDays[0]).toMatchObject({ day: '2027-03-06', reason: 'saturday' });
    expect(accepted(requested, extend('2027-03-10')).dossier.deadline?.at).toBe('2027-03-10T22:59:59.999Z');
    expect(refusalOf(requested, extend('2027-03-03'))).toBe('deadline_not_later');
  });
});
