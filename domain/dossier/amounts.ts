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

/** Works out the part of a price that rights may not pay (domain.md, "Policy values"). */
export function contributionFor(
  priceCents: Cents,
  { jobSeeker }: Pick<Account, 'jobSeeker'>,
  { mandatoryContribution }: Policy,
): Contribution {
  const isWaived = jobSeeker && mandatoryContribution.waivedFor.includes('job_seeker');
  if (isWaived) return { dueCents: cents(0), exemption: 'job_seeker' };
  return { dueCents: cents(Math.min(mandatoryContribution.cents, priceCents)), exemption: null };
}

/**
 * Works out the rights mobilised, min(balance, price) less what the policy makes mandatory to pay oneself, and the
 * remainder (domain.md, "Validating").
 */
export function amountsFor(priceCents: Cents, account: Account, policy: Policy): Amounts {
  const { dueCents } = contributionFor(priceCents, account, policy);
  const rightsCents = cents(Math.max(0, Math.min(account.balanceCents, priceCents - dueCents)));
  return { priceCents, rightsCents, remainderCents: cents(priceCents - rightsCents) };
}
