import { instant } from '../../domain/calendar/paris-time.ts';
import { actionsOf } from '../../domain/dossier/check.ts';
import { consequencesOf } from '../../domain/dossier/closure-description.ts';
import { cancellationConsequences } from '../../domain/dossier/consequences.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { policyOf } from '../../domain/policy/versions.ts';

/** What cancelling would do now. */
export type CancellationCost = ReturnType<typeof cancellationCost>;

/**
 * Works out what it would cost the trainee to cancel now, without proof of force majeure (domain.md, "Policy values").
 * @param now epoch milliseconds
 */
export function cancellationCost(dossier: Dossier, now: number) {
  const allowed = actionsOf(dossier, 'trainee', now).includes('cancel');
  const facts = { by: 'trainee', at: instant(now), forceMajeureProved: false } as const;
  const consequences = allowed
    ? cancellationConsequences(dossier, policyOf(dossier.policyVersion), facts)
    : null;
  return {
    allowed,
    consequences,
    text: allowed ? consequencesOf(consequences) || nothingAtStake : notPossible,
    rightsCents: dossier.agreement?.rightsCents ?? 0,
    remainderCents: dossier.agreement?.remainderCents ?? 0,
  };
}

const nothingAtStake = 'Annuler maintenant ne vous coûte rien.';
const notPossible = 'Ce dossier ne peut pas être annulé maintenant.';
