import type Stripe from 'stripe';
import { z } from 'zod';
import { nowMs, nowSeconds, type Cause, type Desk } from '../desk.ts';
import { standingDispute } from '../disputes.ts';
import { emit } from '../events.ts';
import { idOf } from '../ids.ts';
import { metadata, wholeNumber } from '../http/parameters.ts';
import { bookTransaction } from '../objects/balance-transaction.ts';
import { buildRefund } from '../objects/refund.ts';
import type { StoredCharge } from '../state.ts';
import { invalidParameter, missing, refused } from '../stripe-error.ts';

/** What may be asked when money is given back. */
export const refundParameters = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: wholeNumber.pipe(z.number().min(1)).optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
});

/** Gives a charge's money back, whole or in part (cents). */
export function createRefund(
  desk: Desk,
  parameters: z.infer<typeof refundParameters>,
  cause: Cause,
): Stripe.Refund {
  const { charge, refunds } = chargeOf(desk, parameters);
  const amount = refundable(desk, charge, parameters.amount);
  const refund = buildRefund({
    amount,
    charge: charge.id,
    created: nowSeconds(desk),
    currency: charge.currency,
    metadata: parameters.metadata ?? {},
    payment_intent: charge.payment_intent,
    reason: parameters.reason ?? null,
    status: refunds === 'wait' ? 'pending' : 'succeeded',
  });
  desk.state.refunds[refund.id] = refund;
  giveMoney(desk, refund, charge);
  emit(desk, 'refund.created', refund, cause);
  emit(desk, 'charge.refunded', charge, cause);
  if (refunds !== 'succeed') {
    const ends = refunds === 'fail' ? 'failed' : 'succeeded';
    desk.state.due.push({ kind: 'refund', refund: refund.id, ends, at: nowMs(desk) + desk.laterMs });
  }
  return refund;
}

function chargeOf(desk: Desk, { charge, payment_intent }: z.infer<typeof refundParameters>): StoredCharge {
  if (charge === undefined && payment_intent === undefined) {
    throw invalidParameter(
      'One of the following params should be provided for this request: payment_intent or charge.',
      'payment_intent',
      'parameter_missing',
    );
  }
  if (charge !== undefined) {
    const stored = desk.state.charges[charge];
    if (stored === undefined) throw missing('charge', charge, 'charge');
    return stored;
  }
  const intent = desk.state.intents[String(payment_intent)];
  if (intent === undefined) throw missing('payment_intent', String(payment_intent), 'payment_intent');
  const stored = desk.state.charges[idOf(intent.latest_charge)];
  if (stored === undefined || !stored.charge.paid) {
    throw refused(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: 'payment_intent_unexpected_state',
      param: 'payment_intent',
    });
  }
  return stored;
}

/** How much is given back. Stripe's refusals: already refunded, disputed, not paid, more than is left. */
function refundable(desk: Desk, charge: Stripe.Charge, wished: number | undefined): number {
  const { id, amount } = charge;
  const left = amount - charge.amount_refunded;
  if (!charge.paid) throw refused(`Charge ${id} is not paid; cannot issue a refund.`, { charge: id });
  if (standingDispute(desk, id) !== undefined) {
    throw refused(`Charge ${id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' });
  }
  if (left === 0) {
    throw refused(`Charge ${id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (wished !== undefined && wished > left) {
    throw refused(
      `Refund amount (${euros(wished)}) is greater than unrefunded amount on charge (${euros(left)})`,
      { param: 'amount' },
    );
  }
  return wished ?? left;
}

function giveMoney(desk: Desk, refund: Stripe.Refund, charge: Stripe.Charge): void {
  const { amount, currency, id } = refund;
  refund.balance_transaction = bookTransaction(desk, 'refund', { amount: -amount, currency, source: id }).id;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
}

const euros = (cents: number): string => `€${(cents / 100).toFixed(2)}`;
