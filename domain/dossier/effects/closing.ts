import type { Instant } from '../../calendar/paris-time.ts';
import { sameCancellation } from '../cancellation-amounts.ts';
import { cancellationAnswer } from '../cancellation-answer.ts';
import type { Closure, ClosureReason, Consequences, Dossier } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import type { MessageOf } from '../messages.ts';
import type { Payment, Refund } from '../payment.ts';
import type { Refusal } from '../refusal.ts';
import { refundDue } from '../refunding.ts';
import { heldCents } from '../refunds-by-hand.ts';
import { isFinished } from '../states.ts';
import type { Effect, LedgerStep } from './effect.ts';

/** A closure without reasons given; callers add theirs. */
export function closed(reason: ClosureReason, by: Closure['by'], at: Instant): Closure {
  return { reason, by, at, cancellationReason: null, reasonId: null, consequences: null };
}

/** What becomes of the rights that were reserved; null when none were. */
export function settledRights(dossier: Dossier, kind: LedgerStep['kind']): LedgerStep | null {
  const rights = dossier.agreement?.rightsCents ?? 0;
  return dossier.agreement === null || rights === 0 ? null : { kind, cents: dossier.agreement.rightsCents };
}

/** The organisation refused the request. */
export function refused({ receivedAt, reasonId }: MessageOf<'refuse'>): Effect {
  return { change: { closure: { ...closed('refused', 'organisation', receivedAt), reasonId } } };
}

/**
 * The trainee cancels; what it costs is in the policy. Refused with the new consequences when they are no longer those that
 * the trainee was shown.
 */
export function cancelled(dossier: Dossier, message: MessageOf<'cancel'>, facts: Facts): Effect | Refusal {
  const proofIds = message.reason === null ? [] : (facts.proofIds ?? []);
  const at = message.receivedAt;
  const answer = cancellationAnswer(dossier, { by: 'trainee', at, forceMajeureProved: proofIds.length > 0 });
  if (message.expected !== undefined && !sameCancellation(message.expected, answer.amounts)) {
    return { refused: 'consequences_changed', state: dossier.state, details: { ...answer } };
  }
  if (message.reason !== null && message.withoutProof !== true) {
    const proved = cancellationAnswer(dossier, { by: 'trainee', at, forceMajeureProved: true });
    // A reason without its proof costs everything: never without the trainee's own word.
    if (!sameCancellation(proved.amounts, answer.amounts)) {
      return { refused: 'proof_missing', state: dossier.state, details: { ...answer } };
    }
  }
  const { consequences } = answer;
  const closure = {
    ...closed('trainee', 'trainee', at),
    cancellationReason: message.reason,
    // Only a cancellation that needed its proofs keeps them.
    ...(consequences.rule === 'force_majeure' ? { proofIds } : {}),
  };
  return settled(dossier, closure, consequences);
}

/** The organisation cancels: everything goes back to the trainee. */
export function withdrawn(dossier: Dossier, message: MessageOf<'withdraw'>): Effect {
  const { receivedAt, reason, reasonId } = message;
  const closure = {
    ...closed('organisation', 'organisation', receivedAt),
    cancellationReason: reason,
    reasonId,
  };
  const facts = { by: 'organisation', at: receivedAt, forceMajeureProved: false } as const;
  return settled(dossier, closure, cancellationAnswer(dossier, facts).consequences);
}

/** A deadline passed: a request ends with the reason of that deadline, at the deadline itself. */
export function lapsed(dossier: Dossier): Effect {
  const { deadline } = dossier;
  if (deadline === null || isFinished(dossier.state) || dossier.state === 'draft') return { change: {} };
  const closure = closed(lapseReason(deadline.kind), 'deadline', deadline.at);
  return { change: { closure }, ledger: settledRights(dossier, 'release') };
}

function lapseReason(kind: NonNullable<Dossier['deadline']>['kind']): ClosureReason {
  switch (kind) {
    case 'organisation_reply':
    case 'prerequisites_acknowledgement':
      return 'organisation_silent';
    case 'prerequisites_reply':
      return 'prerequisites_not_confirmed';
    case 'trainee_validation':
    case 'payment_renewal':
    case 'draft_kept':
    case 'record_kept':
      return 'validation_lapsed';
  }
}

function settled(dossier: Dossier, closure: Closure, consequences: Consequences): Effect {
  const ledger = settledRights(dossier, consequences.rights === 'consumed' ? 'consume' : 'release');
  const change = {
    closure: { ...closure, consequences },
    payment: refundedPayment(dossier, consequences, closure.at),
  };
  return { change, ledger };
}

function refundedPayment(
  { payment, agreement }: Dossier,
  { remainder }: Consequences,
  at: Instant,
): Payment | null {
  if (payment?.paidSequence == null || remainder !== 'refunded') return payment;
  const refund: Refund = {
    sequence: payment.paidSequence,
    amountCents: heldCents({ payment, agreement }),
    reason: 'cancellation',
    paymentId: payment.paidBy ?? null,
    progress: refundDue(at),
  };
  return { ...payment, refunds: [...payment.refunds, refund] };
}
