import { type Cents, cents } from '../money.ts';
import type { ContributionExemption } from '../policy/exemptions.ts';
import type { Policy } from '../policy/policy.ts';

/** What a trainee would pay, and with what: rights first, the remainder by card; in cents. */
export interface Amounts {
  priceCents: Cents;
  rightsCents: Cents;
  remainderCents: Cents;
}

/** What is known of the trainee's means when amounts are worked out. */
export interface Account {
  /** Rights free to be used now. */
  balanceCents: Cents;
  /** Job seekers do not owe the mandatory contribution. */
  jobSeeker: boolean;
}

/** What a trainee must pay of a price without rights, and why less than the policy says when it is. */
export interface Contribution {
  dueCents: Cents;
  /** Null when it is owed, and when the policy asks for none. */
  exemption: ContributionExemption | null;
}

/** Tells an amount that no card can pay, although something is left to pay. */
export function isTooSmallToPay(amountCents: Cents, { smallestCardPaymentCents }: Policy): boolean {
  return amountCents > 0 && amountCents < smallestCardPaymentCents;
}

/** Works out the part of a price that rights may not pay (domain.md, "Policy values"). */
export function contributionFor(
  priceCents: Cents,
  { jobSeeker }: Pick<Account, 'jobSeeker'>,
  policy: Policy,
): Contribution {
  const { mandatoryContribution } = policy;
  // Rights alone can pay such a price.
  if (isTooSmallToPay(priceCents, policy)) return { dueCents: cents(0), exemption: null };
  const isWaived = jobSeeker && mandatoryContribution.waivedFor.includes('job_seeker');
  if (isWaived) return { dueCents: cents(0), exemption: 'job_seeker' };
  return { dueCents: cents(Math.min(mandatoryContribution.cents, priceCents)), exemption: null };
}

/**
 * Works out the rights mobilised, min(balance, price) less what the policy makes mandatory to pay oneself, and the
 * remainder (domain.md, "Validating"). A remainder that no card can pay is raised to the least that one can: fewer rights are
 * mobilised. It stays too small only where the price itself is, and the balance does not pay it.
 */
export function amountsFor(priceCents: Cents, account: Account, policy: Policy): Amounts {
  const { dueCents } = contributionFor(priceCents, account, policy);
  const mostRightsCents = cents(Math.min(account.balanceCents, priceCents - dueCents));
  const leastLeftCents = isTooSmallToPay(cents(priceCents - mostRightsCents), policy)
    ? policy.smallestCardPaymentCents
    : 0;
  const rightsCents = cents(Math.max(0, Math.min(mostRightsCents, priceCents - leastLeftCents)));
  return { priceCents, rightsCents, remainderCents: cents(priceCents - rightsCents) };
}
