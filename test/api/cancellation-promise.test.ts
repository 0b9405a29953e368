import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cancellationCost } from '../../api/dossiers/cancellation-cost.ts';
import { addDays } from '../../domain/calendar/calendar-day.ts';
import { type HolidayRegion, holidayRegions } from '../../domain/calendar/holidays.ts';
import { addMs, instant, parisDay } from '../../domain/calendar/paris-time.ts';
import type { CancellationAmounts } from '../../domain/dossier/dossier.ts';
import { traineeForceMajeure } from '../../domain/dossier/cancellation-reasons.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { isRefusal } from '../../domain/dossier/refusal.ts';
import { transition } from '../../domain/dossier/transition.ts';
import { cents } from '../../domain/money.ts';
import { policyVersions } from '../../domain/policy/versions.ts';
import { aDossierIn, aMessage, aSession } from '../support/dossiers.ts';

const dayMs = 86_400_000;

interface Given {
  state: 'to_validate' | 'validated' | 'in_training';
  policyVersion: Dossier['policyVersion'];
  region: HolidayRegion;
  validatedAt: number;
  startsIn: number;
  rightsCents: number;
  remainderCents: number;
}

const bases = {
  to_validate: aDossierIn('to_validate'),
  validated: aDossierIn('validated'),
  in_training: aDossierIn('in_training'),
};

function dossierOf(given: Given): Dossier {
  const base = bases[given.state];
  const validatedAt = instant(given.validatedAt);
  const startsOn = addDays(parisDay(validatedAt), given.startsIn);
  const session = aSession({ startsOn, endsOn: addDays(startsOn, 4), region: given.region });
  if (given.state === 'to_validate') return { ...base, session, policyVersion: given.policyVersion };
  const [rightsCents, remainderCents] = [cents(given.rightsCents), cents(given.remainderCents)];
  const priceCents = cents(rightsCents + remainderCents);
  const paid = {
    status: 'paid' as const,
    sequence: 1,
    paidSequence: 1,
    paidAt: validatedAt,
    failure: null,
    refunds: [],
  };
  return {
    ...base,
    session,
    policyVersion: given.policyVersion,
    validatedAt,
    enteredOn: given.state === 'in_training' ? parisDay(validatedAt) : null,
    agreement: { at: validatedAt, priceCents, rightsCents, remainderCents, termsVersion: '2026-01' },
    payment: remainderCents === 0 ? null : { ...base.payment, ...paid },
  };
}

/** What becomes of a dossier at some instant: states with something at stake and without, any dates, region and policy. */
const cases = fc
  .record({
    state: fc.constantFrom('to_validate' as const, 'validated' as const, 'in_training' as const),
    policyVersion: fc.constantFrom(...policyVersions),
    region: fc.constantFrom(...holidayRegions),
    validatedAt: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) }),
    startsIn: fc.integer({ min: -5, max: 90 }),
    cancelledAfterMs: fc.integer({ min: 0, max: 100 * dayMs }),
    rightsCents: fc.constantFrom(0, 120_000),
    remainderCents: fc.constantFrom(0, 10_320),
    reason: fc.option(fc.constantFrom(...traineeForceMajeure)),
    proofs: fc.integer({ min: 0, max: 2 }),
  })
  .map((given) => ({
    ...given,
    dossier: dossierOf(given),
    at: instant(given.validatedAt + given.cancelledAfterMs),
  }));

/** What a cancellation did, read off its movement of rights and its refund. */
function doneBy(dossier: Dossier, ledger: { kind: string; cents: number } | null): CancellationAmounts {
  const moved = (kind: string) => cents(ledger?.kind === kind ? ledger.cents : 0);
  const refunded = cents(
    dossier.payment?.refunds.reduce((sum, { amountCents }) => sum + amountCents, 0) ?? 0,
  );
  const paid = dossier.payment?.status === 'paid' ? (dossier.agreement?.remainderCents ?? 0) : 0;
  return {
    rightsBackCents: moved('release'),
    rightsConsumedCents: moved('consume'),
    remainderRefundedCents: refunded,
    remainderKeptCents: cents(paid - refunded),
  };
}

const proofIds = (count: number) => Array.from({ length: count }, (_, index) => `proof-${index}`);

test('what is shown before a cancellation is what it then does with every cent, whatever the dossier and the instant', () => {
  fc.assert(
    fc.property(cases, ({ dossier, at, reason, proofs }) => {
      const cost = cancellationCost(dossier, { at, reason, proofs });
      const message = aMessage('cancel', {
        reason,
        expected: cost.amounts,
        receivedAt: at,
        withoutProof: true,
      });
      const outcome = transition(dossier, message, { proofIds: proofIds(proofs) });
      if (isRefusal(outcome)) {
        expect([cost.allowed, outcome.refused]).toEqual([false, 'deadline_passed']);
        return;
      }
      expect(cost.allowed).toBe(true);
      expect(doneBy(outcome.dossier, outcome.ledger)).toEqual(cost.amounts);
      expect(outcome.dossier.closure?.consequences).toEqual(cost.consequences);
    }),
    { numRuns: 400 },
  );
});

test('what is shown holds to the last millisecond that it names, and not one longer', () => {
  fc.assert(
    fc.property(cases, ({ dossier, at, reason, proofs }) => {
      const cost = cancellationCost(dossier, { at, reason, proofs });
      if (cost.holdsUntil === null) return;
      const amountsAt = (then: typeof at) => {
        const { allowed, amounts } = cancellationCost(dossier, { at: then, reason, proofs });
        return { allowed, amounts };
      };
      expect(amountsAt(cost.holdsUntil)).toEqual(amountsAt(at));
      expect(amountsAt(addMs(cost.holdsUntil, 1))).not.toEqual(amountsAt(at));
    }),
    { numRuns: 400 },
  );
});

test('a confirmation of anything else is refused, with what it would do now', () => {
  fc.assert(
    fc.property(cases, ({ dossier, at, reason, proofs }) => {
      const cost = cancellationCost(dossier, { at, reason, proofs });
      const expected = { ...cost.amounts, rightsBackCents: cents(cost.amounts.rightsBackCents + 1) };
      const outcome = transition(dossier, aMessage('cancel', { reason, expected, receivedAt: at }), {
        proofIds: proofIds(proofs),
      });
      expect(outcome).toMatchObject(
        cost.allowed
          ? { refused: 'consequences_changed', details: { amounts: cost.amounts } }
          : { refused: 'deadline_passed' },
      );
    }),
    { numRuns: 100 },
  );
});
