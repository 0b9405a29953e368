import { check } from './check.ts';
import type { Dossier } from './dossier.ts';
import type { Effect, LedgerStep } from './effects/effect.ts';
import { effectOf } from './effects/effects.ts';
import type { Facts } from './facts.ts';
import type { DossierMessage } from './messages.ts';
import { nextDeadline } from './next-deadline.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { isFinished } from './states.ts';
import type { Arrow } from './transition-table.ts';

/** A message's outcome when the rules allow it: the dossier after it, and what moves in the rights ledger. */
export interface Transition {
  dossier: Dossier;
  ledger: LedgerStep | null;
}

/**
 * Applies a message to a dossier by the transition table, the policy the dossier was sent under and the business calendar.
 * Pure: the same dossier, message and facts give the same outcome. Nothing is changed when it is refused.
 */
export function transition(
  dossier: Dossier,
  message: DossierMessage,
  facts: Facts = {},
): Transition | Refusal {
  const arrow = check(dossier, message);
  if (isRefusal(arrow)) return arrow;
  const effect = effectOf(dossier, message, facts);
  if (isRefusal(effect)) return effect;
  const after = applied(dossier, message, arrow, effect);
  const deadline = nextDeadline(dossier, after, message);
  if (deadline !== null && isRefusal(deadline)) return deadline;
  return { dossier: { ...after, deadline }, ledger: effect.ledger ?? null };
}

function applied(dossier: Dossier, message: DossierMessage, arrow: Arrow, effect: Effect): Dossier {
  return {
    ...dossier,
    ...effect.change,
    ...datesLeft(dossier, arrow),
    state: arrow.to,
    version: dossier.version + 1,
    deletedAt: arrow.deletes === true ? message.receivedAt : dossier.deletedAt,
  };
}

/** Once the training has begun or the dossier is over, dates that still waited for an answer wait for none. */
function datesLeft({ dateProposal }: Dossier, { to }: Arrow): Partial<Dossier> {
  const isSettled = dateProposal != null && (isFinished(to) || to === 'in_training');
  return isSettled ? { dateProposal: null } : {};
}
