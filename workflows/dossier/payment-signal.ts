import type { MessageType } from '../../domain/dossier/messages.ts';
import { unexplainedFailure } from '../../domain/payment/message.ts';
import type { PaymentResult } from './contract.ts';
import { type Incoming, incomingOf } from './incoming.ts';

/**
 * Reads a payment's result. What is missing in what a person sent by hand is put in its place, but for the amount of a success: of
 * how much is never guessed, a payment of nothing would be given back instead of the real one.
 */
export function incomingPayment(sent: PaymentResult | undefined): Incoming {
  const result = sent ?? ({} as PaymentResult);
  const { messageId, receivedAt } = result;
  const [type, contents] = contentsOf(result);
  return incomingOf(type, { messageId, receivedAt, ...contents }, contentId(result));
}

function contentsOf(result: PaymentResult): [MessageType, object] {
  const { status, sequence, paymentId = null, at = null, submittedAt = null, failure, serviceId } = result;
  const told = { sequence, paymentId, at, submittedAt };
  const { refund = 0, try: attempt, outcome = 'won' } = result;
  const tried = { refund, try: attempt ?? 0 };
  const refundId = serviceId ?? null;
  switch (status) {
    case 'processing':
      return ['payment_processing', told];
    case 'succeeded': {
      const { amountCents, currency = null } = result;
      return ['payment_succeeded', { ...told, amountCents, currency }];
    }
    case 'failed':
      return ['payment_failed', { ...told, failure: failure ?? unexplainedFailure }];
    case 'disputed':
      return ['payment_disputed', { ...told, reason: failure ?? 'general', disputeId: refundId }];
    case 'dispute_closed':
      return ['dispute_closed', { ...told, disputeId: refundId, outcome }];
    case 'refund_found': {
      const { amountCents = 0, refundStatus = 'done' } = result;
      return ['refund_found', { ...told, refundId, amountCents, status: refundStatus }];
    }
    case 'refund_requested':
      return [status, { ...tried, refundId: refundId ?? '' }];
    case 'refund_succeeded':
      return [status, { refund, try: attempt ?? null, refundId }];
    case 'refund_failed':
      return [status, { ...tried, refundId, failure: failure ?? 'unknown' }];
    default:
      return [status, {}];
  }
}

function contentId({ status, sequence, refund, try: attempt }: PaymentResult): string {
  const id = `payment:${sequence}:${status}`;
  return refund === undefined ? id : `${id}:${refund}:${attempt ?? 'by-hand'}`;
}
