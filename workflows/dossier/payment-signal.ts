import type { DossierMessage } from '../../domain/dossier/messages.ts';
import { unexplainedFailure } from '../../domain/dossier/payment-conditions.ts';
import { foundOf } from '../../domain/payment/known-news.ts';
import type { PaymentResult } from './contract.ts';
import { envelopeOf } from './signals.ts';

/**
 * Reads a payment's result as a message. What is missing in what a person sent by hand is put in its place, but for the amount
 * of a success: without it a `TypeError` is thrown.
 */
export function messageOfPayment(result: PaymentResult): DossierMessage {
  const { status, sequence, paymentId = null, at = null, submittedAt = null } = result;
  const told = { sequence, paymentId, at, submittedAt };
  const envelope = envelopeOf('payment', result, contentId(result));
  switch (status) {
    case 'processing':
      return { ...envelope, type: 'payment_processing', ...told };
    case 'succeeded': {
      const { amountCents, currency = null } = result;
      // Of how much is never guessed: a payment of nothing would be given back instead of the real one.
      if (amountCents === undefined) throw new TypeError('A success without its amount');
      return { ...envelope, type: 'payment_succeeded', ...told, amountCents, currency };
    }
    case 'failed':
      return { ...envelope, type: 'payment_failed', ...told, failure: result.failure ?? unexplainedFailure };
    case 'disputed': {
      const { failure: reason = 'general', serviceId: disputeId = null } = result;
      return { ...envelope, type: 'payment_disputed', ...told, reason, disputeId };
    }
    case 'dispute_closed': {
      const { serviceId: disputeId = null, outcome = 'won' } = result;
      return { ...envelope, type: 'dispute_closed', ...told, disputeId, outcome };
    }
    case 'refund_found':
      return { ...envelope, type: 'refund_found', ...told, ...foundOf(result) };
    case 'refund_requested':
    case 'refund_succeeded':
    case 'refund_failed':
      return { ...envelope, ...refundOf(result, status) };
  }
}

function refundOf(
  { refund = 0, try: attempt, serviceId, failure }: PaymentResult,
  type: 'refund_requested' | 'refund_succeeded' | 'refund_failed',
) {
  const refundId = serviceId ?? null;
  switch (type) {
    case 'refund_requested':
      return { type, refund, try: attempt ?? 0, refundId: refundId ?? '' };
    case 'refund_succeeded':
      return { type, refund, try: attempt ?? null, refundId };
    case 'refund_failed':
      return { type, refund, try: attempt ?? 0, refundId, failure: failure ?? 'unknown' };
  }
}

function contentId({ status, sequence, refund, try: attempt }: PaymentResult): string {
  const id = `payment:${sequence}:${status}`;
  return refund === undefined ? id : `${id}:${refund}:${attempt ?? 'by-hand'}`;
}
