import type { Instant } from '../calendar/paris-time.ts';
import type { DisputeOutcome } from '../dossier/payment.ts';
import type { Cents } from '../money.ts';

/**
 * What the payment service says of a payment attempt, or of a refund of one. The workflow's signal `paymentResult` carries it;
 * webhook, reconciliation and operators all speak it.
 */
export interface PaymentNews {
  status:
    | 'processing'
    | 'succeeded'
    | 'failed'
    | 'disputed'
    | 'dispute_closed'
    | 'refund_found'
    | 'refund_requested'
    | 'refund_succeeded'
    | 'refund_failed';
  /** The attempt. */
  sequence: number;
  /** In cents; needed when it succeeded. */
  amountCents?: Cents;
  /** Of the amount, as ISO 4217 in lower case; euros when absent. */
  currency?: string;
  /** The payment service's own code: why a payment or a refund failed, why a payment is disputed. */
  failure?: string;
  /** The payment service's id of the payment. */
  paymentId?: string;
  /** When it happened, by the payment service's clock. */
  at?: Instant;
  /** When the person submitted the payment, by that clock; absent where that is what happened, or is not known. */
  submittedAt?: Instant;
  /** Of a refund: which of the dossier's, from 1. */
  refund?: number;
  /** Of a refund: which try; absent when a person gave the money back by other means. */
  try?: number;
  /** Of a dispute that is closed: how. */
  outcome?: DisputeOutcome;
  /** Of a refund made by hand: how far it is. */
  refundStatus?: 'requested' | 'done' | 'failed';
  /** The payment service's id of the refund, or of the dispute. */
  serviceId?: string;
}
