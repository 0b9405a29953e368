import type { Instant } from '../calendar/paris-time.ts';
import type { Policy } from '../policy/policy.ts';
import { cancellationDates } from './cancellation-dates.ts';
import type { CancellationRule, Consequences, Dossier } from './dossier.ts';
import { heldCents } from './refunds-by-hand.ts';

/** Who cancels, when, and whether force majeure was proved. */
export interface CancellationCase {
  by: 'trainee' | 'organisation';
  at: Instant;
  forceMajeureProved: boolean;
  /** Whether an operator has looked at the proof and accepted it; not known unless said. */
  isProofVerified?: boolean;
}

/**
 * Tells what cancelling a dossier does to rights and remainder, by the policy it was sent under: in full back within the
 * withdrawal period (until entry), more than the set number of business days before the session starts, for proved force
 * majeure and when the organisation cancels; otherwise the full price is due (domain.md, "Policy values").
 */
export function cancellationConsequences(
  dossier: Dossier,
  policy: Policy,
  facts: CancellationCase,
): Consequences {
  const rule = cancellationRule(dossier, policy, facts);
  const agreement = dossier.agreement;
  const kept = rule === 'late';
  const paid = dossier.payment?.status === 'paid' && heldCents(dossier) > 0;
  return {
    rule,
    rights: agreement === null || agreement.rightsCents === 0 ? 'none' : kept ? 'consumed' : 'given_back',
    remainder: !paid ? 'none' : kept ? 'kept' : 'refunded',
    refundWithinDays: paid && !kept ? policy.refundWithinCalendarDays : null,
  };
}

// A proof is looked at last: whoever may cancel freely need not say why.
function cancellationRule(dossier: Dossier, policy: Policy, facts: CancellationCase): CancellationRule {
  if (dossier.validatedAt === null) return 'nothing_agreed';
  if (facts.by === 'organisation') return 'organisation';
  const { withdrawalUntil, freeUntil } = cancellationDates(dossier, policy);
  if (withdrawalUntil !== null && facts.at <= withdrawalUntil) return 'withdrawal';
  if (freeUntil !== null && facts.at <= freeUntil) return 'free';
  return facts.forceMajeureProved ? 'force_majeure' : 'late';
}
