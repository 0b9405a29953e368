import type Stripe from 'stripe';
import { noRequest, nowMs, nowSeconds, type Desk } from '../desk.ts';
import { emit } from '../events.ts';
import { idOf, newId } from '../ids.ts';
import { buildCharge, type ChargeFacts } from '../objects/charge.ts';
import { refusedPaymentMethod } from '../objects/card.ts';
import { buildPaymentIntent } from '../objects/payment-intent.ts';
import type { StoredCharge, StoredSession } from '../state.ts';
import { outcomeOfCard, type CardOutcome } from '../test-cards.ts';
import { declineMessage } from './declines.ts';
import { completeSession, takeMoney } from './settle.ts';

/** How a click on « Payer » ended. `closed`: the session is not open, nothing was done. */
export type PayResult = 'paid' | 'processing' | 'declined' | 'closed';

/** Pays an open session with a card; on a session that is not open nothing happens, so that a double click charges once. */
export function paySession(desk: Desk, stored: StoredSession, cardNumber: string): PayResult {
  if (stored.session.status !== 'open') return 'closed';
  const { number, outcome } = outcomeOfCard(cardNumber);
  const intent = intentOf(desk, stored);
  switch (outcome.kind) {
    case 'declined':
      decline(desk, { stored, intent, number, outcome });
      return 'declined';
    case 'processing':
      startProcessing(desk, { stored, intent, number }, outcome.ends);
      return 'processing';
    case 'paid':
      succeed(desk, { stored, intent, number }, outcome);
      return 'paid';
  }
}

interface Attempt {
  readonly stored: StoredSession;
  readonly intent: Stripe.PaymentIntent;
  readonly number: string;
}

function intentOf(desk: Desk, { session, intent }: StoredSession): Stripe.PaymentIntent {
  const existing = desk.state.intents[idOf(session.payment_intent)];
  if (existing !== undefined) return existing;
  const made = buildPaymentIntent({
    amount: session.amount_total ?? 0,
    created: nowSeconds(desk),
    currency: session.currency ?? 'eur',
    description: intent.description,
    metadata: { ...intent.metadata },
    payment_method_types: [...session.payment_method_types],
    receipt_email: intent.receiptEmail,
    statement_descriptor_suffix: intent.statementDescriptorSuffix,
  });
  desk.state.intents[made.id] = made;
  session.payment_intent = made.id;
  emit(desk, 'payment_intent.created', made, noRequest);
  return made;
}

function addCharge(
  desk: Desk,
  { intent, stored, number }: Attempt,
  facts: Pick<ChargeFacts, 'status' | 'failure'>,
  refunds: StoredCharge['refunds'] = 'succeed',
): Stripe.Charge {
  const paymentMethod = newId('pm');
  const charge = buildCharge({
    intent,
    cardNumber: number,
    paymentMethod,
    email: stored.session.customer_email,
    created: nowSeconds(desk),
    ...facts,
  });
  desk.state.charges[charge.id] = { charge, refunds };
  intent.latest_charge = charge.id;
  return charge;
}

function succeed(desk: Desk, attempt: Attempt, outcome: CardOutcome & { kind: 'paid' }): void {
  const refunds = outcome.refunds ?? 'succeed';
  const charge = addCharge(desk, attempt, { status: 'succeeded', failure: null }, refunds);
  takeMoney(desk, attempt.intent, charge);
  completeSession(desk, attempt.stored, 'paid');
  emit(desk, 'checkout.session.completed', attempt.stored.session, noRequest);
  if (outcome.later === 'dispute') {
    desk.state.due.push({ kind: 'dispute', charge: charge.id, at: nowMs(desk) + desk.laterMs });
  }
}

function startProcessing(desk: Desk, attempt: Attempt, ends: 'succeeded' | 'failed'): void {
  const { intent, stored } = attempt;
  const charge = addCharge(desk, attempt, { status: 'pending', failure: null });
  intent.status = 'processing';
  intent.payment_method = charge.payment_method;
  emit(desk, 'charge.pending', charge, noRequest);
  emit(desk, 'payment_intent.processing', intent, noRequest);
  completeSession(desk, stored, 'unpaid');
  emit(desk, 'checkout.session.completed', stored.session, noRequest);
  desk.state.due.push({ kind: 'settle', session: stored.session.id, ends, at: nowMs(desk) + desk.laterMs });
}

/** The session stays open: the customer may try another card. */
function decline(
  desk: Desk,
  attempt: Attempt & { readonly outcome: CardOutcome & { kind: 'declined' } },
): void {
  const { intent, number, outcome } = attempt;
  const message = declineMessage(outcome);
  const charge = addCharge(desk, attempt, { status: 'failed', failure: { code: outcome.code, message } });
  intent.status = 'requires_payment_method';
  intent.last_payment_error = {
    type: 'card_error',
    code: outcome.code,
    ...(outcome.declineCode === undefined ? {} : { decline_code: outcome.declineCode }),
    charge: charge.id,
    doc_url: `https://docs.stripe.com/error-codes/${outcome.code.replace('_', '-')}`,
    message,
    payment_method: refusedPaymentMethod(charge.payment_method ?? newId('pm'), number, charge.created),
  };
  emit(desk, 'charge.failed', charge, noRequest);
  emit(desk, 'payment_intent.payment_failed', intent, noRequest);
}
