import { policyOf } from '../../policy/versions.ts';
import { currentTermsVersion } from '../../policy/terms.ts';
import { type Amounts, amountsFor, isTooSmallToPay } from '../amounts.ts';
import { priceTooLow } from '../price.ts';
import { begunRefusal } from '../session-days.ts';
import { proposedPrice } from '../price-change.ts';
import type { Dossier } from '../dossier.ts';
import type { Payment } from '../payment.ts';
import type { Facts } from '../facts.ts';
import type { MessageOf } from '../messages.ts';
import type { Refusal } from '../refusal.ts';
import type { Effect } from './effect.ts';

/**
 * The trainee agrees to exact amounts: rights are reserved at once, a remainder becomes due. Refused with the new amounts
 * when they are no longer those that the trainee saw (domain.md, "Validating").
 */
export function validated(dossier: Dossier, message: MessageOf<'validate'>, facts: Facts): Effect | Refusal {
  if (dossier.session === null) return { refused: 'session_required', state: dossier.state };
  const begun = begunRefusal(dossier, dossier.session, message.receivedAt);
  if (begun !== null) return begun;
  if (message.termsVersion !== currentTermsVersion) {
    return {
      refused: 'terms_outdated',
      state: dossier.state,
      details: { termsVersion: currentTermsVersion },
    };
  }
  if (facts.account === undefined) throw new TypeError('A validation needs the facts of the account');
  const policy = policyOf(dossier.policyVersion);
  const amounts = amountsFor(dossier.session.priceCents, facts.account, policy);
  if (!sameAmounts(amounts, message)) {
    return { refused: 'amounts_changed', state: dossier.state, details: { ...amounts } };
  }
  const price = proposedPrice(dossier);
  if (price !== null && price.differenceCents > 0 && message.acceptedPriceCents !== price.afterCents) {
    return { refused: 'price_rise_not_accepted', state: dossier.state, details: { ...price } };
  }
  // Sent before such prices were refused (`price.ts`): nobody could pay what they agree to.
  if (isTooSmallToPay(amounts.remainderCents, policy)) return priceTooLow(policy, dossier);
  return agreed(amounts, message);
}

function sameAmounts(amounts: Amounts, message: MessageOf<'validate'>): boolean {
  return amounts.rightsCents === message.rightsCents && amounts.remainderCents === message.remainderCents;
}

function agreed(amounts: Amounts, { receivedAt, termsVersion }: MessageOf<'validate'>): Effect {
  const agreement = { at: receivedAt, ...amounts, termsVersion };
  const ledger = amounts.rightsCents === 0 ? null : { kind: 'reserve' as const, cents: amounts.rightsCents };
  return amounts.remainderCents === 0
    ? { change: { agreement, validatedAt: receivedAt }, ledger }
    : { change: { agreement, payment: firstAttempt }, ledger };
}

const firstAttempt: Payment = {
  status: 'due',
  sequence: 1,
  paidSequence: null,
  paidAt: null,
  failure: null,
  refunds: [],
};
