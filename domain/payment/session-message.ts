import { type Instant, instant } from '../calendar/paris-time.ts';
import { type PaymentMessage, unexplainedFailure } from './message.ts';
import type { StripePaymentIntent, StripeSession } from './stripe-objects.ts';

/** Which attempt, and when what is said of it was so. */
export interface Occasion {
  sequence: number;
  at: Instant;
}

/** What a Checkout Session says of its page. */
export interface Page {
  sessionId: string;
  status: 'open' | 'processing' | 'paid' | 'failed' | 'expired';
  paymentId: string | null;
}

/** Reads a session as the page that it is: whether somebody may pay on it, is paying, or has paid. */
export function pageOf(session: StripeSession): Page {
  const { id: sessionId, payment_intent: payment } = session;
  return {
    sessionId,
    status: statusOf(session),
    paymentId: typeof payment === 'string' ? payment : (payment?.id ?? null),
  };
}

/**
 * What a Checkout Session says of its attempt; null while it says nothing: open and untouched, or left to expire. What is paid
 * with it, and why a card was declined, stands in its payment, where that is expanded.
 */
export function sessionMessage(session: StripeSession, { sequence, at }: Occasion): PaymentMessage | null {
  const payment = expandedOf(session);
  const { status, paymentId } = pageOf(session);
  const told = { sequence, at, submittedAt: submissionOf(payment), paymentId };
  switch (status) {
    case 'paid': {
      const { amount_total: amountCents, currency } = session;
      if (amountCents === null) return null;
      // Asked about later, a payment was made when it was submitted, not when it was asked about.
      return { type: 'payment_succeeded', ...told, at: told.submittedAt ?? at, amountCents, currency };
    }
    case 'processing':
      return { type: 'payment_processing', ...told };
    case 'failed':
      return { type: 'payment_failed', ...told, failure: failureOf(payment) };
    case 'open':
      return payment?.last_payment_error == null
        ? null
        : { type: 'payment_failed', ...told, failure: failureOf(payment) };
    case 'expired':
      return null;
  }
}

/** What a payment that was declined says of its attempt. */
export function declineMessage(payment: StripePaymentIntent, { sequence, at }: Occasion): PaymentMessage {
  return { type: 'payment_failed', sequence, at, paymentId: payment.id, failure: failureOf(payment) };
}

function statusOf(session: StripeSession): Page['status'] {
  const { status, payment_status: paid } = session;
  if (paid === 'paid') return 'paid';
  if (status === 'open' || status === 'expired') return status;
  const payment = expandedOf(session)?.status;
  return payment === 'requires_payment_method' || payment === 'canceled' ? 'failed' : 'processing';
}

function expandedOf({ payment_intent: payment }: StripeSession): StripePaymentIntent | null {
  return typeof payment === 'object' ? payment : null;
}

/** The code that says best why a payment failed. */
function failureOf(payment: StripePaymentIntent | null): string {
  const error = payment?.last_payment_error;
  return error?.decline_code ?? error?.code ?? unexplainedFailure;
}

function submissionOf(payment: StripePaymentIntent | null): Instant | null {
  const charge = payment?.latest_charge;
  return typeof charge === 'object' && charge !== null ? instant(charge.created * 1000) : null;
}
