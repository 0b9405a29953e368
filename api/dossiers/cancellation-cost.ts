import { queries } from '../../db/database.ts';
import { isProofVerified, proofIdsFor } from '../../db/documents/read-documents.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { type CancellationAnswer, cancellationAnswer } from '../../domain/dossier/cancellation-answer.ts';
import { sameCancellation } from '../../domain/dossier/cancellation-amounts.ts';
import type { CancellationAmounts } from '../../domain/dossier/dossier.ts';
import {
  cancellationReasonLabels,
  traineeForceMajeure,
  type TraineeReason,
} from '../../domain/dossier/cancellation-reasons.ts';
import { actionsOf } from '../../domain/dossier/check.ts';
import { openContest } from '../../domain/dossier/contest.ts';
import { consequencesOf } from '../../domain/dossier/closure-description.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { cents } from '../../domain/money.ts';
import type { TraineeCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { dossierOf } from './access.ts';

/** What is asked of a cancellation before it is confirmed. */
export interface CancellationQuestion {
  at: Instant;
  /** The reason that would be given, if any. */
  reason: TraineeReason | null;
  /** The proofs for that reason that would count. */
  proofs: number;
  /** Whether an operator has accepted one of them. */
  isProofVerified?: boolean;
}

/** What cancelling would do. */
export type CancellationCost = ReturnType<typeof cancellationCost>;

/**
 * Tells the trainee what cancelling now would do and why, by the very function that a cancellation is carried out by, and
 * what a proof of force majeure would change (domain.md, "Policy values").
 */
export function cancellationCost(dossier: Dossier, question: CancellationQuestion) {
  const { at, reason, proofs, isProofVerified: isVerified = false } = question;
  const allowed = actionsOf(dossier, 'trainee', Date.parse(at)).includes('cancel');
  const forceMajeureProved = reason !== null && proofs > 0;
  const facts = { by: 'trainee', at, forceMajeureProved, isProofVerified: isVerified } as const;
  const answer = allowed ? cancellationAnswer(dossier, facts) : null;
  return {
    allowed,
    ...shown(answer),
    withProof: answer === null || forceMajeureProved ? null : whatAProofChanges(dossier, at, answer),
    kind: dossier.enteredOn === null ? ('cancel' as const) : ('abandon' as const),
    reason,
    reasonLabel: reason === null ? null : cancellationReasonLabels[reason],
    proofs,
    proofVerified: isVerified,
    isContested: openContest(dossier) !== null,
    reasons: traineeForceMajeure.map((key) => ({ reason: key, label: cancellationReasonLabels[key] })),
    rightsCents: dossier.agreement?.rightsCents ?? 0,
    remainderCents: dossier.agreement?.remainderCents ?? 0,
  };
}

/** Reads a dossier of the caller's and tells what cancelling it would do. Throws `dossier_not_found`. */
export async function readCancellationCost(
  { em, caller, receivedAt }: Exchange<TraineeCaller>,
  number: DossierNumber,
  reason: TraineeReason | null,
): Promise<CancellationCost> {
  const { dossier } = await dossierOf(em, caller, number);
  const proofs = reason === null ? [] : await proofIdsFor(queries(em), number, reason);
  const verified = reason !== null && (await isProofVerified(queries(em), number, reason));
  return cancellationCost(dossier, {
    ...{ at: receivedAt, reason, proofs: proofs.length },
    isProofVerified: verified,
  });
}

/** Null when a proof changes nothing: then none is to be asked for. */
function whatAProofChanges(dossier: Dossier, at: Instant, without: CancellationAnswer) {
  const proved = cancellationAnswer(dossier, { by: 'trainee', at, forceMajeureProved: true });
  if (sameCancellation(proved.amounts, without.amounts)) return null;
  const { consequences, amounts } = proved;
  return {
    consequences,
    amounts,
    text: `Avec un justificatif de force majeure : ${consequencesOf(consequences)}`,
  };
}

function shown(answer: CancellationAnswer | null) {
  if (answer === null) {
    const explanation = 'Ce dossier ne peut pas être annulé maintenant.';
    return { consequences: null, amounts: nothing, explanation, text: explanation, holdsUntil: null };
  }
  const text = consequencesOf(answer.consequences);
  return { ...answer, text: text === '' ? 'Annuler maintenant ne vous coûte rien.' : text };
}

const nothing: CancellationAmounts = {
  rightsBackCents: cents(0),
  rightsConsumedCents: cents(0),
  remainderRefundedCents: cents(0),
  remainderKeptCents: cents(0),
};
