import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { cardDetails } from './card.ts';

/** What a new charge is made of. */
export interface ChargeFacts {
  readonly intent: Stripe.PaymentIntent;
  readonly cardNumber: string;
  readonly paymentMethod: string;
  readonly email: string | null;
  readonly status: 'succeeded' | 'pending' | 'failed';
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Seconds since 1970. */
  readonly created: number;
}

/** A charge of a card, in the shape of the client's types. */
export function buildCharge(facts: ChargeFacts): Stripe.Charge {
  const { intent, status, failure } = facts;
  const captured = status === 'succeeded';
  return {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: facts.email, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: 'DOSSIER FORMATION',
    captured,
    created: facts.created,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(status, failure?.code ?? null),
    paid: captured,
    payment_intent: intent.id,
    payment_method: facts.paymentMethod,
    payment_method_details: { type: 'card', card: cardDetails(facts.cardNumber, intent.amount) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status,
    transfer_data: null,
    transfer_group: null,
  };
}

function outcomeOf(status: ChargeFacts['status'], reason: string | null): Stripe.Charge.Outcome {
  const declined = status === 'failed';
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: declined ? 'declined_by_network' : 'approved_by_network',
    reason: declined ? reason : null,
    risk_level: 'normal',
    risk_score: 10,
    seller_message: declined ? 'The bank declined the payment.' : 'Payment complete.',
    type: declined ? 'issuer_declined' : 'authorized',
  };
}
