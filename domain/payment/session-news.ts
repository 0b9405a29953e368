import { type Instant, instant } from '../calendar/paris-time.ts';
import { unexplainedFailure } from '../dossier/payment-conditions.ts';
import type { PaymentNews } from './news.ts';
import type { StripePaymentIntent, StripeRefund, StripeSession } from './stripe-objects.ts';

/** Which attempt, and when what is said of it was so. */
export interface Occasion {
  sequence: number;
  at: Instant;
}

/**
 * What a Checkout Session says of its attempt; null while it says nothing: open and untouched, or left to expire. What is paid
 * with it, and why a card was declined, stands in its payment, where that is expanded.
 */
export function sessionNews(session: StripeSession, { sequence, at }: Occasion): PaymentNews | null {
  const { payment_intent: payment } = session;
  const expanded = typeof payment === 'object' ? payment : null;
  const submittedAt = submissionOf(expanded);
  const known = {
    sequence,
    at,
    ...(submittedAt === null ? {} : { submittedAt }),
    ...(payment === null ? {} : { paymentId: idOf(payment) }),
  };
  if (session.payment_status === 'paid') {
    const { amount_total: amountCents, currency } = session;
    return {
      ...known,
      // Asked about later, a payment was made when it was submitted, not when it was asked about.
      ...(submittedAt === null ? {} : { at: submittedAt }),
      status: 'succeeded',
      ...(amountCents === null ? {} : { amountCents }),
      ...(currency === null ? {} : { currency }),
    };
  }
  if (session.status === 'complete' && !hasFailed(expanded)) return { ...known, status: 'processing' };
  const isFailure = session.status === 'complete' || expanded?.last_payment_error != null;
  return isFailure && session.status !== 'expired'
    ? { ...known, status: 'failed', failure: failureOf(expanded) }
    : null;
}

/** What a payment that was declined says of its attempt. */
export function declineNews(payment: StripePaymentIntent, { sequence, at }: Occasion): PaymentNews {
  return { status: 'failed', sequence, at, paymentId: payment.id, failure: failureOf(payment) };
}

/** What a refund says; null while it is on its way. */
export function refundNews(
  { id, status, failure_reason: reason }: Pick<StripeRefund, 'id' | 'status' | 'failure_reason'>,
  about: { sequence: number; refund: number; try: number },
): PaymentNews | null {
  switch (status) {
    case 'succeeded':
      return { ...about, status: 'refund_succeeded', serviceId: id };
    case 'failed':
    case 'canceled':
      return { ...about, status: 'refund_failed', serviceId: id, failure: reason ?? status };
    default:
      return null;
  }
}

/** The code that says best why a payment failed. */
function failureOf(payment: StripePaymentIntent | null): string {
  const error = payment?.last_payment_error;
  return error?.decline_code ?? error?.code ?? unexplainedFailure;
}

function hasFailed(payment: StripePaymentIntent | null): boolean {
  return payment?.status === 'requires_payment_method' || payment?.status === 'canceled';
}

function submissionOf(payment: StripePaymentIntent | null): Instant | null {
  const charge = payment?.latest_charge;
  return typeof charge === 'object' && charge !== null ? instant(charge.created * 1000) : null;
}

function idOf(payment: string | StripePaymentIntent): string {
  return typeof payment === 'string' ? payment : payment.id;
}
