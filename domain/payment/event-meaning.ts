import { type Instant, instant } from '../calendar/paris-time.ts';
import type { MessageContents } from '../dossier/messages.ts';
import type { DossierNumber } from '../dossier/number.ts';
import type { DisputeOutcome } from '../dossier/payment.ts';
import { type PaymentMessage, unexplainedFailure } from './message.ts';
import { refundByHand, refundMessage } from './refund-message.ts';
import { declineMessage, type Page, pageOf, sessionMessage } from './session-message.ts';
import {
  attemptMetadata,
  chargeSchema,
  disputeSchema,
  paymentIntentSchema,
  refundMetadata,
  refundSchema,
  sessionSchema,
  type StripeEvent,
} from './stripe-objects.ts';

type OfPayment = 'payment_disputed' | 'dispute_closed' | 'refund_found';

/** What an event says, and whose it is. */
export type EventMeaning =
  /** Our own metadata name the dossier. A page that was left unused says nothing to it. */
  | { dossier: DossierNumber; message: PaymentMessage | null; page?: Page }
  /** Only our own record of the payment tells the dossier, and the attempt. */
  | {
      paymentId: string;
      message: { [K in OfPayment]: { type: K } & Omit<MessageContents[K], 'sequence'> }[OfPayment];
    };

/**
 * Reads an event; null when it is of no concern to us: another type, or nothing that we made. What is not as expected is
 * nothing to us either: an event must never be refused for its contents.
 */
export function meaningOf(event: StripeEvent): EventMeaning | null {
  const { object } = event.data;
  const at = instant(event.created * 1000);
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired':
      return sessionMeaning(event.type, object, at);
    case 'payment_intent.payment_failed':
      return declineMeaning(object, at);
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return refundMeaning(object, at);
    case 'charge.refunded':
      return chargeMeaning(object, at);
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
    case 'charge.dispute.closed':
      return disputeMeaning(object, at);
    default:
      return null;
  }
}

function sessionMeaning(type: string, object: unknown, at: Instant): EventMeaning | null {
  const session = sessionSchema.safeParse(object).data;
  const about = attemptMetadata.safeParse(session?.metadata).data;
  if (session === undefined || about === undefined) return null;
  const { dossier, sequence } = about;
  const page = pageOf(session);
  const message = sessionMessage(session, { sequence, at });
  // The session itself looks as it did while it was processed.
  if (type === 'checkout.session.async_payment_failed' && message?.type === 'payment_processing') {
    const failed = { ...message, type: 'payment_failed', failure: unexplainedFailure } as const;
    return { dossier, message: failed, page: { ...page, status: 'failed' } };
  }
  return { dossier, message, page };
}

function declineMeaning(object: unknown, at: Instant): EventMeaning | null {
  const payment = paymentIntentSchema.safeParse(object).data;
  const about = attemptMetadata.safeParse(payment?.metadata).data;
  if (payment === undefined || about === undefined) return null;
  return { dossier: about.dossier, message: declineMessage(payment, { sequence: about.sequence, at }) };
}

/** A refund that bears no metadata of ours was made by a person in Stripe's Dashboard. */
function refundMeaning(object: unknown, at: Instant): EventMeaning | null {
  const refund = refundSchema.safeParse(object).data;
  if (refund === undefined) return null;
  const about = refundMetadata.safeParse(refund.metadata).data;
  if (about !== undefined) {
    const message = refundMessage(refund, { refund: about.refund, try: about.try });
    return message === null ? null : { dossier: about.dossier, message };
  }
  const { amount: amountCents, payment_intent: paymentId } = refund;
  if (paymentId == null || amountCents == null) return null;
  return { paymentId, message: refundByHand(refund, { paymentId, amountCents, at }) };
}

function disputeMeaning(object: unknown, at: Instant): EventMeaning | null {
  const dispute = disputeSchema.safeParse(object).data;
  if (dispute?.payment_intent == null) return null;
  const { payment_intent: paymentId, reason, id: disputeId, status = null } = dispute;
  const told = { disputeId, paymentId, at };
  const outcome = outcomeOf(status);
  if (outcome !== null) return { paymentId, message: { type: 'dispute_closed', outcome, ...told } };
  // An inquiry asks before there is a dispute, and takes no money: https://docs.stripe.com/disputes/how-disputes-work#inquiries
  if (status?.startsWith('warning_') === true) return null;
  return { paymentId, message: { type: 'payment_disputed', reason, ...told } };
}

function outcomeOf(status: string | null): DisputeOutcome | null {
  if (status === 'won' || status === 'lost') return status;
  return status === 'warning_closed' ? 'inquiry_closed' : null;
}

/** What was given back of a payment in all: older versions of Stripe's API tell nothing else of a refund by hand. */
function chargeMeaning(object: unknown, at: Instant): EventMeaning | null {
  const charge = chargeSchema.safeParse(object).data;
  if (charge?.payment_intent == null || charge.amount_refunded === 0) return null;
  const { payment_intent: paymentId, amount_refunded: amountCents } = charge;
  const message = {
    type: 'refund_found',
    refundId: null,
    status: 'done',
    amountCents,
    paymentId,
    at,
  } as const;
  return { paymentId, message };
}
