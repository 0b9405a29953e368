import type { Policy } from '../policy/policy.ts';
import type { Instant } from '../calendar/paris-time.ts';
import { parisDay } from '../calendar/paris-time.ts';
import { businessDayAfter, businessDaysBetween } from '../calendar/business-days.ts';
import { compareDays } from '../calendar/calendar-day.ts';
import type { CancellationRule, Consequences, Dossier } from './dossier.ts';

/** Who cancels, when, and whether force majeure was proved. */
export interface CancellationCase {
  by: 'trainee' | 'organisation';
  at: Instant;
  forceMajeureProved: boolean;
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
  const paid = dossier.payment?.status === 'paid' && agreement !== null && agreement.remainderCents > 0;
  return {
    rule,
    rights: agreement === null || agreement.rightsCents === 0 ? 'none' : kept ? 'consumed' : 'given_back',
    remainder: !paid ? 'none' : kept ? 'kept' : 'refunded',
    refundWithinDays: paid && !kept ? policy.refundWithinCalendarDays : null,
  };
}

function cancellationRule(dossier: Dossier, policy: Policy, facts: CancellationCase): CancellationRule {
  if (dossier.validatedAt === null) return 'nothing_agreed';
  if (facts.by === 'organisation') return 'organisation';
  if (facts.forceMajeureProved) return 'force_majeure';
  if (withinWithdrawal(dossier, dossier.validatedAt, policy, facts.at)) return 'withdrawal';
  return longBeforeStart(dossier, policy, facts.at) ? 'free' : 'late';
}

function withinWithdrawal(dossier: Dossier, validatedAt: Instant, policy: Policy, at: Instant): boolean {
  if (dossier.enteredOn !== null) return false;
  const region = dossier.session?.region ?? 'metropole';
  const lastDay = businessDayAfter(parisDay(validatedAt), policy.withdrawalPeriod, region);
  return compareDays(parisDay(at), lastDay) <= 0;
}

function longBeforeStart(dossier: Dossier, policy: Policy, at: Instant): boolean {
  if (dossier.enteredOn !== null || dossier.session === null) return false;
  const left = businessDaysBetween(parisDay(at), dossier.session.startsOn, dossier.session.region);
  return left > policy.freeCancellationBefore;
}
