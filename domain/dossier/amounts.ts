import { type Cents, cents } from '../money.ts';
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

/**
 * Works out the rights mobilised, min(balance, price) less what the policy makes mandatory to pay oneself, and the
 * remainder (domain.md, "Validating").
 */
export function amountsFor(priceCents: Cents, account: Account, policy: Policy): Amounts {
  const { mandatoryContribution } = policy;
  const waived = account.jobSeeker && mandatoryContribution.waivedForJobSeekers;
  const contribution = waived ? 0 : Math.min(mandatoryContribution.cents, priceCents);
  const rightsCents = cents(Math.max(0, Math.min(account.balanceCents, priceCents - contribution)));
  return { priceCents, rightsCents, remainderCents: cents(priceCents - rightsCents) };
}
