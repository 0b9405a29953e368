import { type Instant, instant } from '../calendar/paris-time.ts';
import type { DossierNumber } from '../dossier/number.ts';
import type { DisputeOutcome } from '../dossier/payment.ts';
import { unexplainedFailure } from '../dossier/payment-conditions.ts';
import type { PaymentNews } from './news.ts';
import { declineNews, refundNews, sessionNews } from './session-news.ts';
import {
  attemptMetadata,
  chargeSchema,
  disputeSchema,
  paymentIntentSchema,
  refundMetadata,
  refundSchema,
  sessionSchema,
  type StripeEvent,
  type StripeRefund,
  type StripeSession,
} from './stripe-objects.ts';

/** What an event means to us. */
export type EventMeaning =
  /** News of a dossier's payment. */
  | { kind: 'news'; dossier: DossierNumber; news: PaymentNews; session: StripeSession | null }
  /** News of a payment whose dossier only our own record of it can tell. */
  | { kind: 'news_of_payment'; paymentId: string; news: Omit<PaymentNews, 'sequence'> }
  /** A payment page was left unused. */
  | { kind: 'session_expired'; dossier: DossierNumber; session: StripeSession }
  /** Of no concern to us: another type, or nothing that we made. */
  | { kind: 'nothing' };

const nothing: EventMeaning = { kind: 'nothing' };

/** Reads an event. What is not as expected is nothing to us: an event must never be refused for its contents. */
export function meaningOf(event: StripeEvent): EventMeaning {
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
      return nothing;
  }
}

function sessionMeaning(type: string, object: unknown, at: Instant): EventMeaning {
  const session = sessionSchema.safeParse(object).data;
  const about = attemptMetadata.safeParse(session?.metadata).data;
  if (session === undefined || about === undefined) return nothing;
  const { dossier, sequence } = about;
  if (type === 'checkout.session.expired') return { kind: 'session_expired', dossier, session };
  const said = sessionNews(session, { sequence, at });
  if (said === null) return nothing;
  // The session itself looks as it did while it was processed.
  const hasFailed = type === 'checkout.session.async_payment_failed' && said.status !== 'succeeded';
  const news: PaymentNews = hasFailed ? { ...said, status: 'failed', failure: unexplainedFailure } : said;
  return { kind: 'news', dossier, news, session };
}

function declineMeaning(object: unknown, at: Instant): EventMeaning {
  const payment = paymentIntentSchema.safeParse(object).data;
  const about = attemptMetadata.safeParse(payment?.metadata).data;
  if (payment === undefined || about === undefined) return nothing;
  const news = declineNews(payment, { sequence: about.sequence, at });
  return { kind: 'news', dossier: about.dossier, news, session: null };
}

function refundMeaning(object: unknown, at: Instant): EventMeaning {
  const refund = refundSchema.safeParse(object).data;
  const about = refundMetadata.safeParse(refund?.metadata).data;
  if (refund === undefined) return nothing;
  if (about === undefined) return foundMeaning(refund, at);
  const { dossier, ...which } = about;
  const news = refundNews(refund, which);
  return news === null ? nothing : { kind: 'news', dossier, news: { ...news, at }, session: null };
}

function disputeMeaning(object: unknown, at: Instant): EventMeaning {
  const dispute = disputeSchema.safeParse(object).data;
  if (dispute?.payment_intent == null) return nothing;
  const { payment_intent: paymentId, reason: failure, id: serviceId, status = null } = dispute;
  const outcome = outcomeOf(status);
  if (outcome !== null) {
    return {
      kind: 'news_of_payment',
      paymentId,
      news: { status: 'dispute_closed', outcome, serviceId, paymentId, at },
    };
  }
  // An inquiry asks before there is a dispute, and takes no money: https://docs.stripe.com/disputes/how-disputes-work#inquiries
  if (status?.startsWith('warning_') === true) return nothing;
  const news = { status: 'disputed', failure, serviceId, paymentId, at } as const;
  return { kind: 'news_of_payment', paymentId, news };
}

function outcomeOf(status: string | null): DisputeOutcome | null {
  if (status === 'won' || status === 'lost') return status;
  return status === 'warning_closed' ? 'inquiry_closed' : null;
}

/** A refund that is not ours was made by a person in Stripe's Dashboard. */
function foundMeaning(refund: StripeRefund, at: Instant): EventMeaning {
  const { id: serviceId, status, amount: amountCents, payment_intent: paymentId } = refund;
  if (paymentId == null || amountCents == null) return nothing;
  const refundStatus =
    status === 'succeeded' ? 'done' : status === 'failed' || status === 'canceled' ? 'failed' : 'requested';
  const news = { status: 'refund_found', refundStatus, amountCents, serviceId, paymentId, at } as const;
  return { kind: 'news_of_payment', paymentId, news };
}

/** What was given back of a payment in all: older versions of Stripe's API tell nothing else of a refund by hand. */
function chargeMeaning(object: unknown, at: Instant): EventMeaning {
  const charge = chargeSchema.safeParse(object).data;
  if (charge?.payment_intent == null || charge.amount_refunded === 0) return nothing;
  const { payment_intent: paymentId, amount_refunded: amountCents } = charge;
  const news = { status: 'refund_found', refundStatus: 'done', amountCents, paymentId, at } as const;
  return { kind: 'news_of_payment', paymentId, news };
}
