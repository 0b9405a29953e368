import type Stripe from 'stripe';
import { noRequest, type Desk } from '../desk.ts';
import { emit } from '../events.ts';
import { idOf } from '../ids.ts';
import { bookTransaction } from '../objects/balance-transaction.ts';
import type { StoredSession } from '../state.ts';

/** The session is over for its customer; `unpaid` while the payment is being processed. */
export function completeSession(
  desk: Desk,
  { session }: StoredSession,
  paymentStatus: 'paid' | 'unpaid',
): void {
  session.status = 'complete';
  session.payment_status = paymentStatus;
  session.url = null;
  session.customer_details = {
    address: null,
    business_name: null,
    email: session.customer_email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  };
}

/** The money of a charge arrives. */
export function takeMoney(desk: Desk, intent: Stripe.PaymentIntent, charge: Stripe.Charge): void {
  const { amount, currency } = charge;
  charge.status = 'succeeded';
  charge.paid = true;
  charge.captured = true;
  charge.amount_captured = amount;
  charge.balance_transaction = bookTransaction(desk, 'charge', { amount, currency, source: charge.id }).id;
  intent.status = 'succeeded';
  intent.amount_received = amount;
  intent.payment_method = charge.payment_method;
  intent.last_payment_error = null;
  emit(desk, 'charge.succeeded', charge, noRequest);
  emit(desk, 'payment_intent.succeeded', intent, noRequest);
}

/** Ends a payment that was being processed; nothing when it has ended already. */
export function settlePayment(desk: Desk, stored: StoredSession, ends: 'succeeded' | 'failed'): void {
  const { session } = stored;
  const intent = desk.state.intents[idOf(session.payment_intent)];
  const charge = desk.state.charges[idOf(intent?.latest_charge)]?.charge;
  if (intent?.status !== 'processing' || charge === undefined) return;
  if (ends === 'succeeded') {
    takeMoney(desk, intent, charge);
    session.payment_status = 'paid';
    emit(desk, 'checkout.session.async_payment_succeeded', session, noRequest);
    return;
  }
  failPayment(desk, intent, charge);
  emit(desk, 'checkout.session.async_payment_failed', session, noRequest);
}

function failPayment(desk: Desk, intent: Stripe.PaymentIntent, charge: Stripe.Charge): void {
  const code = 'payment_method_provider_decline';
  const message = 'The payment was declined by the bank after it had been submitted.';
  charge.status = 'failed';
  charge.failure_code = code;
  charge.failure_message = message;
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.last_payment_error = { type: 'card_error', code, message, charge: charge.id };
  emit(desk, 'charge.failed', charge, noRequest);
  emit(desk, 'payment_intent.payment_failed', intent, noRequest);
}
