import type Stripe from 'stripe';
import { newId } from '../ids.ts';

/** What differs from one refund of this server to another. */
export type RefundFacts = Pick<
  Stripe.Refund,
  'amount' | 'charge' | 'created' | 'currency' | 'metadata' | 'payment_intent' | 'reason' | 'status'
>;

/** A refund to the same card, in the shape of the client's types. */
export function buildRefund(facts: RefundFacts): Stripe.Refund {
  const pending = facts.status === 'pending';
  return {
    id: newId('re'),
    object: 'refund',
    balance_transaction: null,
    customer: null,
    customer_account: null,
    destination_details: { card: { reference_status: 'pending', type: 'refund' }, type: 'card' },
    payment_method: null,
    receipt_number: null,
    source_transfer_reversal: null,
    transfer_reversal: null,
    ...(pending ? { pending_reason: 'processing' as const } : {}),
    ...facts,
  };
}
