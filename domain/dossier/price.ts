import type { Cents } from '../money.ts';
import type { Policy } from '../policy/policy.ts';
import { isTooSmallToPay } from './amounts.ts';
import type { Dossier } from './dossier.ts';
import type { Refusal } from './refusal.ts';

type At = Pick<Dossier, 'state'>;

/** Why a training may not be sold at a price: too high (domain.md, "Policy values"), or so low that no card can pay it. */
export function priceRefusal(priceCents: Cents, policy: Policy, at: At): Refusal | null {
  const { maxPriceCents } = policy;
  if (priceCents > maxPriceCents) {
    return { refused: 'price_too_high', state: at.state, details: { maxPriceCents } };
  }
  return isTooSmallToPay(priceCents, policy) ? priceTooLow(policy, at) : null;
}

/** Refuses a price of some cents: a training is free, or costs what a card can pay. */
export function priceTooLow({ smallestCardPaymentCents: minPriceCents }: Policy, { state }: At): Refusal {
  return { refused: 'price_too_low', state, details: { minPriceCents } };
}
