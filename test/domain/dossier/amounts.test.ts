import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amountsFor, contributionFor } from '../../../domain/dossier/amounts.ts';
import { transition } from '../../../domain/dossier/transition.ts';
import { cents } from '../../../domain/money.ts';
import { policyOf, policyVersions } from '../../../domain/policy/versions.ts';
import { aDossierIn, aMessage, accepted, aSession, remainderFacts } from '../../support/dossiers.ts';

const smallest = 50;
const { maxPriceCents } = policyOf('2026-01');
// Close to one another and to the least card payment, where the rules meet; or anything.
const some = fc.oneof(fc.nat({ max: 3 * smallest }), fc.nat({ max: maxPriceCents }));
const prices = fc.oneof(
  fc.constant(0),
  fc.integer({ min: smallest, max: 3 * smallest }),
  fc.integer({ min: smallest, max: maxPriceCents }),
);
const policies = fc
  .tuple(fc.constantFrom(...policyVersions), fc.option(some, { nil: undefined }))
  .map(([version, contribution]) => {
    const policy = policyOf(version);
    if (contribution === undefined) return policy;
    const mandatoryContribution = { ...policy.mandatoryContribution, cents: cents(contribution) };
    return { ...policy, mandatoryContribution };
  });
// A balance that misses the price by some cents, in either direction, or any other.
const cases = fc
  .record({
    price: prices,
    balance: fc.oneof(some, fc.constant(null)),
    off: fc.integer({ min: -99, max: 99 }),
  })
  .map(({ price, balance, off }) => ({
    priceCents: cents(price),
    balanceCents: cents(balance ?? Math.max(0, price + off)),
  }));
const everything = { case: cases, policy: policies, jobSeeker: fc.boolean() };

describe('for every price, balance and policy', () => {
  test('rights and remainder are the price, and rights are within the balance', () => {
    fc.assert(
      fc.property(fc.record(everything), ({ case: { priceCents, balanceCents }, policy, jobSeeker }) => {
        const amounts = amountsFor(priceCents, { balanceCents, jobSeeker }, policy);
        expect(amounts.rightsCents + amounts.remainderCents).toBe(priceCents);
        expect(amounts.rightsCents).toBeGreaterThanOrEqual(0);
        expect(amounts.rightsCents).toBeLessThanOrEqual(balanceCents);
      }),
    );
  });

  test('a remainder is nothing, or can be paid by card', () => {
    fc.assert(
      fc.property(fc.record(everything), ({ case: { priceCents, balanceCents }, policy, jobSeeker }) => {
        const { remainderCents } = amountsFor(priceCents, { balanceCents, jobSeeker }, policy);
        expect(remainderCents === 0 || remainderCents >= smallest).toBe(true);
      }),
    );
  });

  test('what is mandatory is paid by card, and no more rights stay unused than the least payment asks for', () => {
    fc.assert(
      fc.property(fc.record(everything), ({ case: { priceCents, balanceCents }, policy, jobSeeker }) => {
        const { rightsCents, remainderCents } = amountsFor(priceCents, { balanceCents, jobSeeker }, policy);
        const { dueCents } = contributionFor(priceCents, { jobSeeker }, policy);
        const wished = Math.min(balanceCents, priceCents - dueCents);
        expect(remainderCents).toBeGreaterThanOrEqual(dueCents);
        expect(wished - rightsCents).toBeLessThan(smallest);
        expect(rightsCents === wished || remainderCents === smallest).toBe(true);
      }),
    );
  });
});

describe('around the least card payment', () => {
  const policy = policyOf('2026-01');
  test.each([
    // price, balance, rights, remainder
    [120_000, 120_000, 120_000, 0],
    [120_000, 119_999, 119_950, 50],
    [120_000, 119_951, 119_950, 50],
    [120_000, 119_950, 119_950, 50],
    [120_000, 119_949, 119_949, 51],
    [50, 49, 0, 50],
    [60, 30, 10, 50],
    [0, 10, 0, 0],
    // Such prices are refused; dossiers sent before are paid by rights or not at all.
    [30, 30, 30, 0],
    [30, 29, 0, 30],
  ])(
    'a price of %i with a balance of %i takes %i of rights and leaves %i',
    (price, balance, rights, left) => {
      const account = { balanceCents: cents(balance), jobSeeker: false };
      expect(amountsFor(cents(price), account, policy)).toEqual({
        priceCents: price,
        rightsCents: rights,
        remainderCents: left,
      });
    },
  );

  test('a price too small for a card owes no contribution', () => {
    const account = { balanceCents: cents(100), jobSeeker: false };
    expect(amountsFor(cents(30), account, policyOf('2026-05'))).toMatchObject({ rightsCents: 30 });
  });

  test('a price of some cents, sent before such prices were refused, is agreed to only where rights pay it', () => {
    const dossier = { ...aDossierIn('to_validate'), session: aSession({ priceCents: cents(30) }) };
    const withRights = (balanceCents: number) => ({
      ...remainderFacts,
      account: { balanceCents: cents(balanceCents), jobSeeker: false },
    });
    const byCard = aMessage('validate', { rightsCents: cents(0), remainderCents: cents(30) });
    expect(transition(dossier, byCard, withRights(29))).toMatchObject({
      refused: 'price_too_low',
      details: { minPriceCents: 50 },
    });
    const byRights = aMessage('validate', { rightsCents: cents(30), remainderCents: cents(0) });
    expect(accepted(dossier, byRights, withRights(30)).dossier.state).toBe('validated');
  });
});
