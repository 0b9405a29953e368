import type { Dossier } from './dossier.ts';
import type { DossierMessage } from './messages.ts';
import type { Instant } from '../calendar/paris-time.ts';
import type { Payment, RefundProgress } from './payment.ts';
import { euros } from './payment-identity.ts';
import { unexplainedFailure } from '../payment/message.ts';
import { refundAt } from './refunding.ts';

type Message = DossierMessage | null;
type OfAttempt = Extract<DossierMessage, { type: `payment_${string}` }>;

/**
 * When a payment was submitted (docs/rules.md, Paying): by the payment service's own instant, else by what it told first of the
 * payment, else when the news was received.
 */
export function submissionOf({ payment }: Dossier, message: OfAttempt): Instant {
  const { submittedAt, at, receivedAt } = message;
  const known = isUnderWay(payment, message) ? payment?.submitted?.at : null;
  return submittedAt ?? known ?? at ?? receivedAt;
}

/** Whether a payment was submitted before the deadline that runs, or that waits while a payment is processed. */
export function isInTime(dossier: Dossier, message: Message): boolean {
  if (message === null || !isOfAttempt(message)) return true;
  const { deadline } = dossier;
  return deadline === null || Date.parse(submissionOf(dossier, message)) <= Date.parse(deadline.at);
}

/** Whether news is of the very payment that is being processed, as far as ids tell. */
export function isUnderWay(payment: Payment | null, message: Message): boolean {
  if (payment?.status !== 'processing' || message === null || !isOfAttempt(message)) return false;
  const { sequence, paymentId } = message;
  const known = payment.submitted?.paymentId;
  return sequence === attemptUnderWay(payment) && (known == null || paymentId == null || known === paymentId);
}

/** The attempt that is being processed; otherwise the last that was begun. */
export function attemptUnderWay({ status, submitted, sequence }: Payment): number {
  return status === 'processing' ? (submitted?.sequence ?? sequence) : sequence;
}

function isOfAttempt(message: DossierMessage): message is OfAttempt {
  return message.type.startsWith('payment_');
}

/** Whether what was paid is what was agreed, in euros. */
export function isOfAmountDue({ agreement }: Dossier, message: Message): boolean {
  if (message?.type !== 'payment_succeeded') return true;
  return message.amountCents === agreement?.remainderCents && (message.currency ?? euros) === euros;
}

/**
 * Whether something later about the same attempt is known already: the payment service's messages come in any order. What
 * was sent by hand bears no instant and is taken as it comes.
 */
export function isOvertaken(payment: Payment | null, message: Message): boolean {
  if (payment?.toldAt == null) return false;
  const known = Date.parse(payment.toldAt);
  switch (message?.type) {
    case 'payment_processing':
      // Within one second the end of an attempt comes after its beginning.
      return message.at != null && payment.status === 'refused' && Date.parse(message.at) <= known;
    case 'payment_failed':
      return message.at != null && isOlderFailure(payment, message, Date.parse(message.at), known);
    default:
      return false;
  }
}

/**
 * Whether an attempt that was given up for a new one is being processed after all: its page was used again before the refusal
 * was renewed. Only what is later than all that is known says so; older news of an attempt that failed does not.
 */
export function isUnderWayAfterAll(payment: Payment | null, message: Message): boolean {
  if (payment?.toldAt == null || message?.type !== 'payment_processing' || message.at == null) return false;
  const isEarlier = message.sequence >= 1 && message.sequence < payment.sequence;
  return isEarlier && Date.parse(message.at) > Date.parse(payment.toldAt);
}

/** One refusal is told twice, once with its reason and once without: only the reason is news. */
function isOlderFailure(
  payment: Payment,
  { failure }: { failure: string },
  at: number,
  known: number,
): boolean {
  if (payment.status !== 'refused') return at < known;
  if (failure === unexplainedFailure) return true;
  return payment.failure === unexplainedFailure ? at < known - toldTwiceMs : at <= known;
}

const toldTwiceMs = 60_000;

/** How far the refund has come that a message is about. */
export function refundOf(payment: Payment | null, message: Message): RefundProgress | undefined {
  return message !== null && 'refund' in message ? refundAt(payment, message.refund)?.progress : undefined;
}

/** Whether a refund's news is about its last try; an operator's, without a number, always is. */
export function isOfThisTry({ payment }: Dossier, message: Message): boolean {
  const progress = refundOf(payment, message);
  if (progress === undefined || message === null || !('try' in message)) return false;
  return message.try === null || message.try === progress.tries + 1;
}
