import type { Instant } from '../calendar/paris-time.ts';
import { policyOf } from '../policy/versions.ts';
import { cancellationAmounts } from './cancellation-amounts.ts';
import type { CancellationAmounts } from './dossier.ts';
import { cancellationDates } from './cancellation-dates.ts';
import { explainCancellation } from './cancellation-explanation.ts';
import { runningDeadline } from './check.ts';
import { type CancellationCase, cancellationConsequences } from './consequences.ts';
import type { Consequences, Dossier } from './dossier.ts';

/** What cancelling does, why, and how long that holds: the one answer that is shown before and carried out after. */
export interface CancellationAnswer {
  consequences: Consequences;
  amounts: CancellationAmounts;
  /** In plain French, with dates. */
  explanation: string;
  /** The last instant at which it holds if nothing but time passes; null when time alone changes nothing. */
  holdsUntil: Instant | null;
}

/** Works out what cancelling a dossier does, by the policy that it was sent under. */
export function cancellationAnswer(dossier: Dossier, facts: CancellationCase): CancellationAnswer {
  const policy = policyOf(dossier.policyVersion);
  const consequences = cancellationConsequences(dossier, policy, facts);
  return {
    consequences,
    amounts: cancellationAmounts(dossier, consequences),
    explanation: explainCancellation(
      dossier,
      policy,
      { ...consequences, isProofVerified: facts.isProofVerified === true },
      facts.at,
    ),
    holdsUntil: holdsUntil(dossier, consequences, facts),
  };
}

function holdsUntil(
  dossier: Dossier,
  { rule, rights, remainder }: Consequences,
  { forceMajeureProved }: CancellationCase,
): Instant | null {
  if (rule === 'nothing_agreed') return runningDeadline(dossier)?.at ?? null;
  const isForFree = rule === 'withdrawal' || rule === 'free';
  const nothingAtStake = rights === 'none' && remainder === 'none';
  // With a proof, what is free by its date stays free after it.
  if (!isForFree || nothingAtStake || forceMajeureProved) return null;
  const { withdrawalUntil, freeUntil } = cancellationDates(dossier, policyOf(dossier.policyVersion));
  return [withdrawalUntil, freeUntil].filter((at) => at !== null).reduce((a, b) => (a > b ? a : b));
}
