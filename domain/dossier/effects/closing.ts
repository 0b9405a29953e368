import type { Instant } from '../../calendar/paris-time.ts';
import { policyOf } from '../../policy/versions.ts';
import { cancellationConsequences } from '../consequences.ts';
import type { Closure, ClosureReason, Consequences, Dossier } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import type { MessageOf } from '../messages.ts';
import type { Payment, Refund } from '../payment.ts';
import { refundDue } from '../refunding.ts';
import { isFinished } from '../states.ts';
import type { Effect, LedgerStep } from './effect.ts';

/** A closure without reasons given; callers add theirs. */
export function closed(reason: ClosureReason, by: Closure['by'], at: Instant): Closure {
  return { reason, by, at, cancellationReason: null, reasonId: null, consequences: null };
}

/** What becomes of the rights that were reserved; null when none were. */
export function settledRights(dossier: Dossier, kind: 'release' | 'consume'): LedgerStep | null {
  const rights = dossier.agreement?.rightsCents ?? 0;
  return dossier.agreement === null || rights === 0 ? null : { kind, cents: dossier.agreement.rightsCents };
}

/** The organisation refused the request. */
export function refused({ receivedAt, reasonId }: MessageOf<'refuse'>): Effect {
  return { change: { closure: { ...closed('refused', 'organisation', receivedAt), reasonId } } };
}

/** The trainee cancels; what it costs is in the policy. */
export function cancelled(dossier: Dossier, message: MessageOf<'cancel'>, facts: Facts): Effect {
  const closure = {
    ...closed('trainee', 'trainee', message.receivedAt),
    cancellationReason: message.reason,
  };
  return settled(dossier, closure, facts.forceMajeureProved ?? false);
}

/** The organisation cancels: everything goes back to the trainee. */
export function withdrawn(dossier: Dossier, message: MessageOf<'withdraw'>): Effect {
  const { receivedAt, reason, reasonId } = message;
  const closure = {
    ...closed('organisation', 'organisation', receivedAt),
    cancellationReason: reason,
    reasonId,
  };
  return settled(dossier, closure, false);
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

function settled(dossier: Dossier, closure: Closure, forceMajeureProved: boolean): Effect {
  const by = closure.by === 'organisation' ? 'organisation' : 'trainee';
  const facts = { by, at: closure.at, forceMajeureProved } as const;
  const consequences = cancellationConsequences(dossier, policyOf(dossier.policyVersion), facts);
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
  if (payment?.paidSequence == null || agreement === null || remainder !== 'refunded') return payment;
  const refund: Refund = {
    sequence: payment.paidSequence,
    amountCents: agreement.remainderCents,
    reason: 'cancellation',
    paymentId: payment.paidBy ?? null,
    progress: refundDue(at),
  };
  return { ...payment, refunds: [...payment.refunds, refund] };
}
